// Checks a bundle of an Almoner ledger, on golang.org/x/mod/sumdb, the code that checks Go's own module log.
//
//	GO111MODULE=off GOPATH=/usr/share/gocode go run verify.go [--public-key KEY]... [--checkpoint FILE]... [--statement FILE]... [--witness-policy FILE] BUNDLE
//
// BUNDLE is a directory or a .zip file that `almoner export --bundle` wrote. README.md beside this file says what is in
// it, which checks are made and in which order. The last line is the verdict; the exit code is 0 when the bundle holds,
// 1 when it is broken, 2 when there is nothing to check.
package main

import (
	"archive/zip"
	"bufio"
	"bytes"
	"compress/gzip"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	lineMax  = 65535
	noteMax  = 1 << 16
	withheld = `{"withheld":`
)

var (
	fieldNames = []string{"position", "aggregate_type", "aggregate_id", "sequence", "event_type", "event_version",
		"recorded_at", "metadata", "payload"}
	metadataNames = []string{"command_id", "command", "fingerprint", "actor", "role", "organization", "correlation",
		"causation", "request", "program"}
	instant     = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{6}Z$`)
	number      = regexp.MustCompile(`^(0|[1-9][0-9]{0,17})$`)
	fingerprint = regexp.MustCompile(`^[0-9a-f]{64}$`)
	// The first format has no refusals, the first two have no statements.
	formats        = map[string]int{"almoner-bundle/1": 3, "almoner-bundle/2": 4, "almoner-bundle/3": 4}
	statementFiles = map[string]string{"almoner-bundle/3": "statements.jsonl.gz"}
	statementBody  = regexp.MustCompile(`^almoner read statement v1\nledger ([^\n]*)\nposition (0|[1-9][0-9]{0,17})\n` +
		`root ([^ \n]+)\nprogram [^\n]*\nbinary [0-9a-f]{64}\nshape [0-9a-f]{64}\n` +
		`streams ((?:0|[1-9][0-9]{0,17}) [^ \n]+)\nrows ((?:0|[1-9][0-9]{0,17}) [^ \n]+)\n` +
		`previous (none|(?:0|[1-9][0-9]{0,17}) [^ \n]+)\n$`)
	parts           = []string{"records/%06d.jsonl.gz", "checkpoints/%06d.jsonl.gz", "hashes/%06d.bin", "refusals/%06d.jsonl.gz"}
	named           = regexp.MustCompile(`^([1-9][0-9]{0,17}):([0-9a-f]{64})$`)
	refusalLine     = regexp.MustCompile(`^\{"refusal":([1-9][0-9]{0,17}),`)
	refusalWithheld = regexp.MustCompile(`^\{"withheld_refusal":([1-9][0-9]{0,17}),"digest":"([0-9a-f]{64})"\}$`)
)

// broken is the first thing that is wrong.
type broken struct {
	position int64
	code     string
	reason   string
	// What says otherwise, where that is known.
	by string
}

func (b *broken) Error() string { return b.code }

func wrong(position int64, code string, reason interface{}) error {
	return &broken{position, code, fmt.Sprint(reason), ""}
}

// held is a checkpoint that the verifier holds.
type held struct {
	root   tlog.Hash
	signed []bool
}

// manifest is what a bundle says of itself; every word of it is checked.
type manifest struct {
	Format       string   `json:"format"`
	Origin       string   `json:"origin"`
	Ledger       string   `json:"ledger"`
	Size         int64    `json:"size"`
	Root         string   `json:"root"`
	Keys         []string `json:"keys"`
	SegmentLines int64    `json:"segment_lines"`
	Counts       counts   `json:"counts"`
	Files        []listed `json:"files"`
}

type counts struct {
	Records     int64 `json:"records"`
	Withheld    int64 `json:"withheld"`
	Checkpoints int64 `json:"checkpoints"`
	Refusals    int64 `json:"refusals"`
	Statements  int64 `json:"statements"`
}

type listed struct {
	Name   string `json:"name"`
	Bytes  int64  `json:"bytes"`
	Sha256 string `json:"sha256"`
}

// checkpoint is one that stands in the bundle, and what is wrong with it.
type checkpoint struct {
	at     int64
	root   tlog.Hash
	signed []bool
	reason error
	// How many witnesses have cosigned it, or whose cosignature does not hold.
	cosigned   int
	uncosigned error
}

// witness is one, name+id+base64(0x04 || Ed25519 public key): C2SP tlog-cosignature.
type witness struct {
	name string
	id   []byte
	key  ed25519.PublicKey
}

func readWitness(text string) (*witness, error) {
	words := strings.SplitN(text, "+", 3)
	if len(words) == 3 {
		data, err := decode64(words[2])
		if err == nil && len(data) == 33 && data[0] == 4 {
			id := sha256.Sum256(append([]byte(words[0]+"\n"), data...))
			if hex.EncodeToString(id[:4]) == words[1] {
				return &witness{words[0], id[:4], data[1:]}, nil
			}
		}
	}
	return nil, errors.New("not the key of a witness")
}

// cosigned says whether the witness cosigned the note; a cosignature by it that does not hold is an error.
func (w *witness) cosigned(text string) (bool, error) {
	end := strings.LastIndex(text, "\n\n")
	for _, line := range strings.Split(strings.TrimSuffix(text[end+2:], "\n"), "\n") {
		words := strings.SplitN(line, " ", 3)
		if len(words) != 3 {
			return false, errors.New("not a signature line")
		}
		signed, err := decode64(words[2])
		if err != nil {
			return false, err
		}
		if words[1] != w.name || len(signed) < 4 || !bytes.Equal(signed[:4], w.id) {
			continue
		}
		if len(signed) != 76 {
			return false, fmt.Errorf("the cosignature of %s is malformed", w.name)
		}
		time := fmt.Sprintf("cosignature/v1\ntime %d\n", binary.BigEndian.Uint64(signed[4:12]))
		if !ed25519.Verify(w.key, []byte(time+text[:end+1]), signed[12:]) {
			return false, fmt.Errorf("the cosignature of %s does not hold", w.name)
		}
		return true, nil
	}
	return false, nil
}

// readPolicy reads the witnesses of a policy file, and how many of them are enough; none without a file.
func readPolicy(path string) ([]*witness, int, error) {
	var witnesses []*witness
	threshold := 0
	if path == "" {
		return nil, 0, nil
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, 0, err
	}
	for _, line := range strings.Split(string(text), "\n") {
		words := strings.Fields(line)
		switch {
		case len(words) == 0 || strings.HasPrefix(words[0], "#"):
		case words[0] == "witness" && len(words) == 3:
			witness, err := readWitness(words[1])
			if err != nil {
				return nil, 0, err
			}
			witnesses = append(witnesses, witness)
		case words[0] == "threshold" && len(words) == 2 && threshold == 0:
			if threshold, err = strconv.Atoi(words[1]); err != nil {
				return nil, 0, err
			}
		default:
			return nil, 0, errors.New("a line of the policy says nothing that a policy says")
		}
	}
	if threshold < 1 || threshold > len(witnesses) {
		return nil, 0, errors.New("a policy has one threshold, from 1 to the number of its witnesses")
	}
	return witnesses, threshold, nil
}

// bundle is the files, in a directory or a ZIP archive.
type bundle struct {
	directory string
	archive   *zip.ReadCloser
}

func open(path string) (*bundle, error) {
	about, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if about.IsDir() {
		return &bundle{directory: path}, nil
	}
	archive, err := zip.OpenReader(path)
	return &bundle{archive: archive}, err
}

func (b *bundle) open(name string) (io.ReadCloser, error) {
	if b.archive == nil {
		return os.Open(filepath.Join(b.directory, name))
	}
	for _, file := range b.archive.File {
		if file.Name == name {
			return file.Open()
		}
	}
	return nil, fmt.Errorf("%s is not there", name)
}

// digested hashes a file while it is read.
type digested struct {
	file   io.Reader
	sha    hash.Hash
	length int64
}

func (d *digested) Read(buffer []byte) (int, error) {
	count, err := d.file.Read(buffer)
	d.sha.Write(buffer[:count])
	d.length += int64(count)
	return count, err
}

func (d *digested) check(name string, files map[string]listed) error {
	is, there := files[name]
	if !there || is.Bytes != d.length || is.Sha256 != hex.EncodeToString(d.sha.Sum(nil)) {
		return fmt.Errorf("%s is not as the manifest lists it", name)
	}
	return nil
}

// lines reads a compressed file line by line.
type lines struct {
	name   string
	stored io.ReadCloser
	file   *digested
	reader *bufio.Reader
}

func (b *bundle) lines(name string, longest int) (*lines, error) {
	stored, err := b.open(name)
	if err != nil {
		return nil, err
	}
	file := &digested{file: stored, sha: sha256.New()}
	unpacked, err := gzip.NewReader(bufio.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return &lines{name, stored, file, bufio.NewReaderSize(unpacked, longest)}, nil
}

// next answers with a line without its line feed, or io.EOF.
func (l *lines) next() ([]byte, error) {
	line, err := l.reader.ReadSlice('\n')
	if err == io.EOF && len(line) == 0 {
		return nil, io.EOF
	}
	if err != nil {
		return nil, fmt.Errorf("%s: a line is too long or has no end: %w", l.name, err)
	}
	return line[:len(line)-1], nil
}

// hashes is the stored hashes of a tlog, in memory.
type hashes []tlog.Hash

func (h hashes) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	found := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		found[i] = h[index]
	}
	return found, nil
}

type end struct{ sequence, withheld int64 }

// mapEnd is the last event of a stream.
type mapEnd struct {
	kind, id          string
	version, position int64
	seed              [32]byte
}

// node is a subtree of the map of streams: a leaf with its key, or a fork whose hash may be known.
type node struct {
	key, hash tlog.Hash
	sides     *[2]*node
	known     bool
}

// streamMap is the map of streams, grown record by record.
type streamMap struct {
	changed map[string]mapEnd
	top     *node
	count   int64
}

func sum(parts ...[]byte) tlog.Hash { return sha256.Sum256(bytes.Join(parts, nil)) }

func (m *streamMap) take(found *record, line []byte) {
	m.changed[found.stream] = mapEnd{found.kind, found.id, found.sequence, found.position, sum([]byte{5}, line)}
}

// stated says how many streams there are, and the root over them, as a statement spells it.
func (m *streamMap) stated() string {
	for _, end := range m.changed {
		key := sum([]byte("\x03streams\n["), []byte(quote(end.kind)), []byte(","), []byte(quote(end.id)), []byte("]"))
		salt := sum([]byte{6}, key[:], end.seed[:])
		value := sum([]byte{4}, salt[:], []byte(fmt.Sprintf(`{"version":"%d","position":"%d"}`, end.version, end.position)))
		m.top = m.put(m.top, &node{key: key, hash: sum([]byte{0}, key[:], value[:]), known: true}, 0)
	}
	m.changed = map[string]mapEnd{}
	root := m.top.root()
	return fmt.Sprintf("%d %s", m.count, base64.StdEncoding.EncodeToString(root[:]))
}

func (m *streamMap) put(here, leaf *node, depth uint) *node {
	side := func(of *node) byte { return of.key[depth/8] >> (7 - depth%8) & 1 }
	if here == nil {
		m.count++
		return leaf
	}
	if here.sides == nil {
		if here.key == leaf.key {
			return leaf
		}
		fork := &node{sides: &[2]*node{}}
		fork.sides[side(here)] = here
		here = fork
	}
	here.sides[side(leaf)] = m.put(here.sides[side(leaf)], leaf, depth+1)
	here.known = false
	return here
}

func (n *node) root() tlog.Hash {
	if n == nil {
		return sum([]byte{2})
	}
	if !n.known {
		left, right := n.sides[0].root(), n.sides[1].root()
		n.hash, n.known = sum([]byte{1}, left[:], right[:]), true
	}
	return n.hash
}

// statement is one that stands in the bundle or that the verifier holds, and what is wrong with it.
type statement struct {
	at                      int64
	root, streams, previous string
	digest                  tlog.Hash
	signed                  []bool
	reason                  error
}

// point is what the verifier's statements say of a position: digests, each with the one that says so, and who signed those there.
type point struct {
	digests []tlog.Hash
	by      []int64
	signed  [][]bool
}

// walk is everything that a line owes to those before it, and to the checkpoints.
type walk struct {
	manifest     manifest
	bundle       *bundle
	files        map[string]listed
	names        []string
	verifiers    []note.Verifier
	since        []int64
	refusals     [][]byte
	refused      int64
	chain        [32]byte
	refusalCount int64
	witnesses    []*witness
	threshold    int
	cosignatures int64
	cosigned     int64
	held         map[int64]held
	stored       hashes
	size         int64
	last         int64
	lastAt       string
	seen         bool
	records      int64
	withheld     int64
	missing      int64
	noteCount    int64
	streams      map[string]end
	commands     map[[16]byte]bool
	command      string
	commandAt    string
	checkpoint   int64
	notes        []checkpoint
	noted        int64
	agreed       int64
	settling     bool

	segment, count, line int64
	current              *lines
	leaves               []byte
	late                 error

	// The file of statements, the next of them, the last one, what is kept, and the map of streams.
	stating              *lines
	stated, statement    *statement
	kept                 map[int64]*point
	streamMap            streamMap
	statements, unmapped int64
	statementsLate       error
}

func (w *walk) append(leaf tlog.Hash) {
	more, err := tlog.StoredHashesForRecordHash(w.size, leaf, w.stored)
	if err != nil {
		panic(err) // Hashes in memory can always be read.
	}
	w.stored = append(w.stored, more...)
	w.size++
}

func (w *walk) root(size int64) tlog.Hash {
	if size == 0 {
		return sha256.Sum256(nil)
	}
	root, err := tlog.TreeHash(size, w.stored)
	if err != nil {
		panic(err)
	}
	return root
}

// leafOf is the leaf of a line; of a withheld one it stands in it.
func leafOf(line []byte) tlog.Hash {
	if bytes.HasPrefix(line, []byte(withheld)) {
		if _, leaf, err := readWithheld(line); err == nil {
			return leaf
		}
	}
	return tlog.RecordHash(line)
}

func readWithheld(line []byte) (int64, tlog.Hash, error) {
	var said struct {
		Withheld int64  `json:"withheld"`
		Leaf     string `json:"leaf"`
	}
	var leaf tlog.Hash
	if err := json.Unmarshal(line, &said); err != nil {
		return 0, leaf, err
	}
	data, err := hex.DecodeString(said.Leaf)
	if err != nil || len(data) != len(leaf) {
		return 0, leaf, errors.New("a leaf is 32 bytes")
	}
	copy(leaf[:], data)
	if fmt.Sprintf(`%s%d,"leaf":"%x"}`, withheld, said.Withheld, data) != string(line) {
		return 0, leaf, errors.New("it is not spelled as a withheld line is")
	}
	return said.Withheld, leaf, nil
}

// record is a record line, taken apart.
type record struct {
	position, sequence                    int64
	kind, id, stream, recordedAt, command string
	metadata                              map[string]string
	payload                               json.RawMessage
}

// object reads a JSON object's keys in their order, each once, with the texts of their values.
func object(text []byte) ([]string, map[string]json.RawMessage, error) {
	decoder := json.NewDecoder(bytes.NewReader(text))
	token, err := decoder.Token()
	if err != nil || token != json.Delim('{') {
		return nil, nil, errors.New("it is not an object")
	}
	var keys []string
	values := map[string]json.RawMessage{}
	for decoder.More() {
		token, err := decoder.Token()
		if err != nil {
			return nil, nil, err
		}
		key := token.(string)
		var value json.RawMessage
		if err := decoder.Decode(&value); err != nil {
			return nil, nil, err
		}
		if _, twice := values[key]; twice {
			return nil, nil, errors.New("a key comes twice")
		}
		keys = append(keys, key)
		values[key] = value
	}
	if _, err := decoder.Token(); err != nil {
		return nil, nil, err
	}
	if _, err := decoder.Token(); err != io.EOF {
		return nil, nil, errors.New("something follows the object")
	}
	return keys, values, nil
}

func same(one, other []string) bool {
	return strings.Join(one, "\n") == strings.Join(other, "\n")
}

// quote spells a text as the ledger does.
func quote(text string) string {
	var quoted strings.Builder
	quoted.WriteByte('"')
	for _, char := range text {
		switch {
		case char == '"' || char == '\\':
			quoted.WriteByte('\\')
			quoted.WriteRune(char)
		case char < 0x20:
			if at := strings.IndexRune("\b\t\n\f\r", char); at >= 0 {
				quoted.WriteString(`\` + "btnfr"[at:at+1])
			} else {
				fmt.Fprintf(&quoted, `\u%04x`, char)
			}
		default:
			quoted.WriteRune(char)
		}
	}
	quoted.WriteByte('"')
	return quoted.String()
}

func readRecord(line []byte) (*record, error) {
	keys, values, err := object(line)
	if err != nil {
		return nil, err
	}
	if !utf8.Valid(line) || !same(keys, fieldNames) {
		return nil, errors.New("its fields are others")
	}
	spelled, texts := "{", map[string]string{}
	for _, name := range fieldNames[:7] {
		value := string(values[name])
		if name == "position" || name == "sequence" {
			if !number.MatchString(value) {
				return nil, errors.New("it has no place")
			}
		} else {
			var text string
			if err := json.Unmarshal(values[name], &text); err != nil {
				return nil, err
			}
			texts[name], value = text, quote(text)
		}
		spelled += `"` + name + `":` + value + ","
	}
	// Metadata and payload are spliced into the line as they are; the rest has one spelling.
	if spelled+`"metadata":`+string(values["metadata"])+`,"payload":`+string(values["payload"])+"}" != string(line) {
		return nil, errors.New("it is spelled otherwise")
	}
	if !instant.MatchString(texts["recorded_at"]) {
		return nil, errors.New("it has no instant")
	}
	keys, metadata, err := object(values["metadata"])
	if err != nil || !same(keys, metadataNames) && !same(keys, append(append([]string{}, metadataNames...), "refusals")) {
		return nil, errors.New("its metadata is another")
	}
	found := &record{kind: texts["aggregate_type"], id: texts["aggregate_id"], stream: texts["aggregate_type"] + "\n" + texts["aggregate_id"], recordedAt: texts["recorded_at"],
		command: string(values["metadata"]), metadata: map[string]string{}, payload: values["payload"]}
	for name, value := range metadata {
		var text string
		if err := json.Unmarshal(value, &text); err != nil {
			return nil, err
		}
		found.metadata[name] = text
	}
	found.position, _ = strconv.ParseInt(string(values["position"]), 10, 64)
	found.sequence, _ = strconv.ParseInt(string(values["sequence"]), 10, 64)
	return found, nil
}

// take checks a line. The order is part of the format: every verifier names the same first bad position.
func (w *walk) take(line []byte, leaf tlog.Hash, listedLeaf []byte) error {
	place, isWithheld := w.last+1, bytes.HasPrefix(line, []byte(withheld))
	w.append(leaf)
	if isWithheld {
		w.withheld++
	} else {
		w.records++
	}
	if !bytes.Equal(leaf[:], listedLeaf) {
		return wrong(place, "LEAF_DIFFERS", "")
	}
	var found *record
	var position int64
	var err error
	if isWithheld {
		position, _, err = readWithheld(line)
	} else if found, err = readRecord(line); err == nil {
		position = found.position
	}
	if err != nil {
		return wrong(place, "RECORD_UNREADABLE", err)
	}
	if found != nil && w.checkpoint < w.last && w.seen && w.lastAt != found.recordedAt {
		return wrong(w.last, "CHECKPOINT_MISSING", "")
	}
	if position != place {
		return wrong(place, "POSITION_GAP", "")
	}
	w.last, w.seen = place, !isWithheld
	if found != nil {
		if err := w.checkRecord(found); err != nil {
			return err
		}
		if w.stated != nil && w.withheld == 0 {
			w.streamMap.take(found, line)
		}
	}
	return w.checkNotes()
}

func (w *walk) checkRecord(found *record) error {
	if found.recordedAt < w.lastAt {
		return wrong(found.position, "TIME_RUNS_BACKWARDS", "")
	}
	// A stream may lack as many records as lines were withheld since its last one.
	before := w.streams[found.stream]
	skipped := found.sequence - before.sequence - 1
	if skipped < 0 || skipped > w.withheld-before.withheld || w.missing+skipped > w.withheld {
		return wrong(found.position, "SEQUENCE_BROKEN",
			fmt.Sprintf("expected %d, found %d", before.sequence+1, found.sequence))
	}
	w.missing += skipped
	w.streams[found.stream] = end{found.sequence, w.withheld}
	// All records of a command stand together, under one metadata and one instant.
	if w.command == found.command {
		if w.commandAt != found.recordedAt {
			return wrong(found.position, "COMMAND_DIFFERS", "recorded at another instant")
		}
	} else {
		digest := sha256.Sum256([]byte(found.metadata["organization"] + "\n" + found.metadata["command_id"]))
		var key [16]byte
		copy(key[:], digest[:])
		if w.commands[key] || !fingerprint.MatchString(found.metadata["fingerprint"]) {
			return wrong(found.position, "COMMAND_DIFFERS", "it has other records elsewhere, or no fingerprint")
		}
		refusals, there := found.metadata["refusals"]
		if there && !named.MatchString(refusals) {
			return wrong(found.position, "COMMAND_DIFFERS", "what it says of refusals is malformed")
		}
		w.commands[key] = true
		w.command, w.commandAt = found.command, found.recordedAt
		if there && formats[w.manifest.Format] > 3 {
			if err := w.checkRefusals(found.position, named.FindStringSubmatch(refusals)); err != nil {
				return err
			}
		}
	}
	w.lastAt = found.recordedAt
	if found.kind == "Signing" {
		if err := w.checkKey(found); err != nil {
			return err
		}
	}
	if err := checkMoney(found.payload); err != nil {
		return wrong(found.position, "BOOKS_DIFFER", err)
	}
	return nil
}

// checkRefusals: a record names how far the refused commands before it go, and the chain over them.
func (w *walk) checkRefusals(position int64, says []string) error {
	not := func(form string, args ...interface{}) error {
		return wrong(position, "REFUSAL_DIFFERS", fmt.Sprintf(form, args...))
	}
	last, _ := strconv.ParseInt(says[1], 10, 64)
	begin := w.refused + 1
	if last < begin {
		return not("refusal %d was named before", last)
	}
	for w.refused < last {
		if len(w.refusals) == 0 {
			return not("refusal %d is missing", w.refused+1)
		}
		count, digest := refusal(w.refusals[0])
		w.refusals = w.refusals[1:]
		if count != w.refused+1 {
			return not("another line stands where refusal %d should", w.refused+1)
		}
		w.refused = count
		w.chain = sha256.Sum256(append(append([]byte{3}, w.chain[:]...), digest...))
	}
	if hex.EncodeToString(w.chain[:]) != says[2] {
		if begin == last {
			return not("refusal %d was edited", last)
		}
		return not("one of the refusals %d to %d was edited", begin, last)
	}
	return nil
}

// refusal reads number and digest of the line of a refusal, or of one that is withheld; 0 where it is neither.
func refusal(line []byte) (int64, []byte) {
	if says := refusalWithheld.FindSubmatch(line); says != nil {
		count, _ := strconv.ParseInt(string(says[1]), 10, 64)
		digest, _ := hex.DecodeString(string(says[2]))
		return count, digest
	}
	says := refusalLine.FindSubmatch(line)
	if says == nil || !utf8.Valid(line) {
		return 0, nil
	}
	count, _ := strconv.ParseInt(string(says[1]), 10, 64)
	digest := sha256.Sum256(append([]byte{2}, line...))
	return count, digest[:]
}

// checkKey: another key may come into force: the next that the manifest lists, in place of the one that is.
func (w *walk) checkKey(found *record) error {
	var event struct{ Type, From, To string }
	if json.Unmarshal(found.payload, &event) != nil || event.Type != "SigningKeyRotated" {
		return nil
	}
	at, keys := len(w.since), w.manifest.Keys
	if at >= len(keys) || event.From != keys[at-1] || event.To != keys[at] {
		return wrong(found.position, "SIGNING_KEY_DIFFERS", "it is not the next key that the manifest lists")
	}
	w.since = append(w.since, found.position)
	return nil
}

// unsigned says whether a key that was in force since the checkpoint before has not signed the one of this size.
func (w *walk) unsigned(size int64, signed []bool) bool {
	for key, since := range w.since {
		ended := key+1 < len(w.since) && w.since[key+1] <= w.checkpoint
		if since <= size && !ended && !(key < len(signed) && signed[key]) {
			return true
		}
	}
	return false
}

// retired refuses what was signed with a key that had been replaced by the position that it speaks of.
func (w *walk) retired(position int64, signed []bool) error {
	for key := len(w.since) - 1; key < len(signed); key++ {
		if signed[key] {
			return nil
		}
	}
	return &broken{position, "SIGNED_WITH_RETIRED_KEY", "its key had been replaced by then", "no checkpoint"}
}

// checkMoney checks what can be told from the lines alone; postings and balances are almoner's to recompute.
func checkMoney(payload []byte) error {
	var event struct {
		Type                      string
		Billed, Adjusted, Payable string
		Lines                     json.RawMessage
	}
	if err := json.Unmarshal(payload, &event); err != nil {
		var mismatch *json.UnmarshalTypeError
		if errors.As(err, &mismatch) {
			return nil // Of another type of event, which has other fields of these names.
		}
		return err
	}
	if event.Type != "ClaimAdjudicated" && event.Type != "ClaimReadjudicated" {
		return nil
	}
	var claimLines []struct {
		Billed, Allowed string
		Adjustments     []struct{ Amount string }
	}
	if err := json.Unmarshal(event.Lines, &claimLines); err != nil {
		return err
	}
	billed, adjusted, allowed := new(big.Rat), new(big.Rat), new(big.Rat)
	for _, line := range claimLines {
		taken := new(big.Rat)
		for _, adjustment := range line.Adjustments {
			taken.Add(taken, money(adjustment.Amount))
		}
		if new(big.Rat).Sub(money(line.Billed), taken).Cmp(money(line.Allowed)) != 0 {
			return errors.New("billed less adjustments is not what is allowed")
		}
		billed.Add(billed, money(line.Billed))
		adjusted.Add(adjusted, taken)
		allowed.Add(allowed, money(line.Allowed))
	}
	if billed.Cmp(money(event.Billed)) != 0 || adjusted.Cmp(money(event.Adjusted)) != 0 ||
		allowed.Cmp(money(event.Payable)) != 0 {
		return errors.New("the lines of the claim do not add up")
	}
	return nil
}

// money is an exact amount; what is none counts as one that nothing adds up to.
func money(text string) *big.Rat {
	if amount, ok := new(big.Rat).SetString(text); ok {
		return amount
	}
	return big.NewRat(1, 3)
}

// checkNotes holds the root against the checkpoints of this size, the issued and the held ones.
func (w *walk) checkNotes() error {
	for len(w.notes) > 0 && w.notes[0].at <= w.size {
		said := w.notes[0]
		if said.reason == nil && w.unsigned(said.at, said.signed) {
			said.reason = errors.New("a key that was in force has not signed it")
		}
		if said.reason != nil {
			return wrong(said.at, "CHECKPOINT_NOTE_INVALID", said.reason)
		}
		if said.at != w.size || said.root != w.root(w.size) {
			after := w.checkpoint + 1
			if said.at < after {
				after = said.at
			}
			return wrong(after, "CHECKPOINT_ROOT_DIFFERS", "")
		}
		if said.uncosigned != nil {
			return wrong(said.at, "COSIGNATURE_INVALID", said.uncosigned)
		}
		w.cosignatures += int64(said.cosigned)
		if w.threshold > 0 && said.cosigned >= w.threshold {
			w.cosigned = said.at
		}
		w.notes = w.notes[1:]
		w.noteCount++
		w.checkpoint = said.at
	}
	if kept, there := w.held[w.size]; there {
		if err := w.retired(w.size, kept.signed); err != nil {
			return err
		}
		if kept.root != w.root(w.size) {
			after := w.agreed + 1
			if w.size < after {
				after = w.size
			}
			return wrong(after, "HELD_CHECKPOINT_DIFFERS", "")
		}
		w.agreed = w.size
	}
	for w.stated != nil && w.stated.at <= w.size {
		if err := w.checkStatement(w.stated); err != nil {
			return err
		}
		if err := w.nextStatement(); err != nil {
			return wrong(w.last+1, "FILE_DIFFERS", err)
		}
	}
	return w.checkKept(w.size)
}

// checkStatement: a statement of this size is by a key in force, after the one before it, of this root and of these streams.
func (w *walk) checkStatement(said *statement) error {
	not := func(reason interface{}, by string) error {
		return &broken{said.at, "STATEMENT_DIFFERS", fmt.Sprint(reason), by}
	}
	w.statements++
	if said.reason != nil {
		return not(said.reason, "no checkpoint")
	}
	before := "none"
	if w.statement != nil {
		before = fmt.Sprintf("%d %s", w.statement.at, base64.StdEncoding.EncodeToString(w.statement.digest[:]))
	}
	w.statement = said
	if err := w.retired(said.at, said.signed); err != nil {
		return err
	}
	if said.previous != before {
		return not("it does not follow the statement before it: one was changed, taken away or put in", "no checkpoint")
	}
	if w.checkpoint != said.at || w.size != said.at {
		return not("there is no checkpoint of its position", "no checkpoint")
	}
	by := fmt.Sprintf("the checkpoint of size %d", said.at)
	if root := w.root(w.size); said.root != base64.StdEncoding.EncodeToString(root[:]) {
		return not("it names another root than the checkpoint of its position", by)
	}
	if w.withheld > 0 {
		w.unmapped++
	} else if said.streams != w.streamMap.stated() {
		return not("the records make other streams than it states", by)
	}
	return nil
}

// checkKept: what the verifier has kept of positions up to this one must be what the bundle shows there.
func (w *walk) checkKept(until int64) error {
	var places []int64
	for at := range w.kept {
		if at <= until {
			places = append(places, at)
		}
	}
	sort.Slice(places, func(i, j int) bool { return places[i] < places[j] })
	for _, at := range places {
		kept := w.kept[at]
		delete(w.kept, at)
		for _, signed := range kept.signed {
			if err := w.retired(at, signed); err != nil {
				return err
			}
		}
		there := w.statement != nil && w.statement.at == at
		for i, digest := range kept.digests {
			by := fmt.Sprintf("the held statement of position %d", kept.by[i])
			switch {
			case there && w.statement.digest == digest:
			case there:
				return &broken{at, "HELD_STATEMENT_DIFFERS", "it is another one", by}
			case w.stated != nil:
				return &broken{at, "HELD_STATEMENT_DIFFERS", "there is none", by}
			default:
				return &broken{at, "HELD_STATEMENT_BEYOND_CHAIN", "", by}
			}
		}
	}
	return nil
}

// keep takes a statement that the verifier holds, and the one before it, which it names.
func (w *walk) keep(text string) error {
	said := w.readStatement(text)
	if said.reason != nil {
		return said.reason
	}
	place := func(at int64, digest tlog.Hash) *point {
		if w.kept[at] == nil {
			w.kept[at] = &point{}
		}
		w.kept[at].digests = append(w.kept[at].digests, digest)
		w.kept[at].by = append(w.kept[at].by, said.at)
		return w.kept[at]
	}
	if words := strings.Split(said.previous, " "); len(words) == 2 {
		before, _ := strconv.ParseInt(words[0], 10, 64)
		data, _ := decode64(words[1])
		var digest tlog.Hash
		copy(digest[:], data)
		place(before, digest)
	}
	own := place(said.at, said.digest)
	own.signed = append(own.signed, said.signed)
	return nil
}

// readStatement opens a statement; what is wrong with it is its reason.
func (w *walk) readStatement(text string) *statement {
	said := &statement{}
	if said.signed, said.reason = w.signers(text); said.reason != nil {
		return said
	}
	body := text[:strings.LastIndex(text, "\n\n")+1]
	words := statementBody.FindStringSubmatch(body)
	if words == nil {
		said.reason = errors.New("the note is not a statement of a read side")
		return said
	}
	for _, word := range words[3:] {
		data, err := decode64(word[strings.LastIndexByte(word, ' ')+1:])
		if word != "none" && (err != nil || len(data) != 32) {
			said.reason = errors.New("a root is 32 bytes")
		}
	}
	if words[1] != w.manifest.Origin {
		said.reason = errors.New("it is of another ledger")
	}
	said.at, _ = strconv.ParseInt(words[2], 10, 64)
	said.root, said.streams, said.previous = words[3], words[4], words[6]
	said.digest = sum([]byte(body))
	return said
}

// nextStatement reads on in the file of statements, each of a later position than the one before.
func (w *walk) nextStatement() error {
	after := int64(0)
	if w.stated != nil {
		after = w.stated.at + 1
	}
	w.stated = nil
	if w.stating == nil {
		return nil
	}
	line, err := w.stating.next()
	if err == io.EOF {
		w.statementsLate = w.stating.file.check(w.stating.name, w.files)
		w.stating.stored.Close()
		w.stating = nil
		return nil
	}
	if err != nil {
		return err
	}
	var text string
	keys, values, err := object(line)
	if err == nil && !same(keys, []string{"note"}) {
		err = errors.New("it is not spelled as a statement is")
	}
	if err == nil {
		err = json.Unmarshal(values["note"], &text)
	}
	said := &statement{reason: err}
	if err == nil {
		said = w.readStatement(text)
	}
	if said.reason == nil && said.at < after {
		said.reason = errors.New("its position is out of order")
	}
	if said.reason != nil {
		said.at = after
	}
	w.stated = said
	return nil
}

// readNote opens a checkpoint: origin, size and root, and which of the keys have signed it; one at least must have.
func (w *walk) readNote(text string, origin string) (size int64, root tlog.Hash, signed []bool, err error) {
	size = -1
	split := strings.LastIndex(text, "\n\n")
	if split < 0 {
		return size, root, nil, errors.New("the text is not a signed note")
	}
	body := strings.Split(text[:split+1], "\n")
	if len(body) != 4 || body[0] == "" || body[3] != "" || !number.MatchString(body[1]) {
		return size, root, nil, errors.New("a checkpoint is three lines")
	}
	data, err := decode64(body[2])
	if err != nil || len(data) != len(root) {
		return size, root, nil, errors.New("a root is 32 bytes")
	}
	copy(root[:], data)
	size, _ = strconv.ParseInt(body[1], 10, 64)
	if body[0] != origin {
		return size, root, nil, fmt.Errorf("it is of the log %s", body[0])
	}
	signed, err = w.signers(text)
	return size, root, signed, err
}

// signers says which of the keys have signed a note; one at least must have.
func (w *walk) signers(text string) (signed []bool, err error) {
	split := strings.LastIndex(text, "\n\n")
	if split < 0 {
		return nil, errors.New("the text is not a signed note")
	}
	// The decoder of signatures takes other spellings of base64 too.
	for _, line := range strings.Split(strings.TrimSuffix(text[split+2:], "\n"), "\n") {
		if _, err := decode64(line[strings.LastIndexByte(line, ' ')+1:]); err != nil {
			return nil, err
		}
	}
	err = errors.New("there is no key")
	any := false
	for _, verifier := range w.verifiers {
		_, refused := note.Open([]byte(text), note.VerifierList(verifier))
		signed = append(signed, refused == nil)
		any = any || refused == nil
		err = refused
	}
	if any {
		err = nil
	}
	return signed, err
}

func decode64(text string) ([]byte, error) {
	data, err := base64.StdEncoding.DecodeString(text)
	if err == nil && base64.StdEncoding.EncodeToString(data) != text {
		err = errors.New("base64 in another spelling")
	}
	return data, err
}

// readNotes reads the checkpoints of a segment, each of a later size than the one before.
func (w *walk) readNotes(name string) error {
	file, err := w.bundle.lines(name, noteMax)
	if err != nil {
		return err
	}
	defer file.stored.Close()
	for {
		line, err := file.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		said := checkpoint{at: w.noted + 1}
		keys, values, err := object(line)
		var text string
		if err == nil && !same(keys, []string{"note"}) {
			err = errors.New("it is not spelled as a checkpoint is")
		}
		if err == nil {
			err = json.Unmarshal(values["note"], &text)
		}
		if err == nil {
			var size int64
			size, said.root, said.signed, err = w.readNote(text, w.manifest.Origin)
			if size >= said.at {
				said.at = size
			} else if err == nil {
				err = errors.New("its size is out of order")
			}
		}
		said.reason = err
		for _, witness := range w.witnesses {
			if err != nil {
				break
			}
			cosigned, refused := witness.cosigned(text)
			if cosigned {
				said.cosigned++
			}
			if refused != nil && said.uncosigned == nil {
				said.uncosigned = refused
			}
		}
		w.notes = append(w.notes, said)
		w.noted = said.at
	}
	if err := file.file.check(name, w.files); err != nil {
		w.late = err
	}
	return nil
}

// beginSegment opens the next segment's files.
func (w *walk) beginSegment() error {
	count := int64(formats[w.manifest.Format])
	names := w.names[count*w.segment : count*(w.segment+1)]
	w.late, w.line = nil, 0
	if err := w.readNotes(names[1]); err != nil {
		return err
	}
	stored, err := w.bundle.open(names[2])
	if err != nil {
		return err
	}
	defer stored.Close()
	file := &digested{file: stored, sha: sha256.New()}
	if w.leaves, err = io.ReadAll(file); err != nil {
		return err
	}
	if err := file.check(names[2], w.files); err != nil {
		w.late = err
	}
	for _, name := range names[3:] {
		if err := w.readRefusals(name); err != nil {
			return err
		}
	}
	w.current, err = w.bundle.lines(names[0], lineMax+1)
	return err
}

func (w *walk) readRefusals(name string) error {
	file, err := w.bundle.lines(name, noteMax)
	if err != nil {
		return err
	}
	defer file.stored.Close()
	for {
		line, err := file.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return err
		}
		w.refusals = append(w.refusals, append([]byte{}, line...))
		w.refusalCount++
	}
	if err := file.file.check(name, w.files); err != nil {
		w.late = err
	}
	return nil
}

// next answers with the next line of any segment and the leaf that is listed for it, or io.EOF. What is wrong with
// a file that can be read is told at its end; what cannot be read is another error.
func (w *walk) next() ([]byte, []byte, error) {
	for {
		if w.current == nil {
			if w.segment == w.count {
				return nil, nil, io.EOF
			}
			if err := w.beginSegment(); err != nil {
				w.segment, w.current = w.count, nil
				return nil, nil, err
			}
			if w.segment == 0 && !w.settling {
				if err := w.checkNotes(); err != nil {
					return nil, nil, err
				}
				if w.noteCount == 0 {
					return nil, nil, wrong(0, "CHECKPOINT_MISSING", "that of size 0")
				}
			}
		}
		line, err := w.current.next()
		if err == nil {
			var leaf []byte
			if from := 32 * w.line; from+32 <= int64(len(w.leaves)) {
				leaf = w.leaves[from : from+32]
			}
			w.line++
			return line, leaf, nil
		}
		if err != io.EOF {
			w.segment, w.current = w.count, nil
			return nil, nil, err
		}
		w.current.stored.Close()
		if err := w.current.file.check(w.current.name, w.files); err != nil {
			w.late = err
		}
		w.current = nil
		w.segment++
		if w.settling {
			continue
		}
		if len(w.notes) > 0 {
			return nil, nil, wrong(w.notes[0].at, "CHECKPOINT_BEYOND_RECORDS", "")
		}
		if w.late == nil && int64(len(w.leaves)) != 32*w.line {
			w.late = errors.New("there are more or fewer leaf hashes than lines")
		}
		if w.late != nil {
			return nil, nil, wrong(w.size, "FILE_DIFFERS", w.late)
		}
	}
}

func (w *walk) all() error {
	for {
		line, listedLeaf, err := w.next()
		var known *broken
		switch {
		case err == io.EOF:
			return w.finish()
		case errors.As(err, &known):
			return err
		case err != nil:
			return wrong(w.last+1, "FILE_DIFFERS", err)
		}
		if err := w.take(line, leafOf(line), listedLeaf); err != nil {
			return err
		}
	}
}

func (w *walk) finish() error {
	if w.stated != nil {
		return &broken{w.stated.at, "STATEMENT_DIFFERS", "it is of a position past the records", "no checkpoint"}
	}
	if w.statementsLate != nil {
		return wrong(w.size, "FILE_DIFFERS", w.statementsLate)
	}
	if w.checkpoint != w.size {
		return wrong(w.size, "CHECKPOINT_MISSING", "")
	}
	root := w.root(w.size)
	is := counts{w.records, w.withheld, w.noteCount, w.refusalCount, w.statements}
	if w.manifest.Size != w.size || w.manifest.Root != base64.StdEncoding.EncodeToString(root[:]) ||
		w.manifest.Counts != is {
		return wrong(w.size, "MANIFEST_DIFFERS", "its size, root or counts are others")
	}
	if len(w.since) != len(w.manifest.Keys) {
		return wrong(w.size, "MANIFEST_DIFFERS", "it lists a key that has never come into force")
	}
	if len(w.refusals) > 0 && w.withheld == 0 {
		return wrong(w.size, "REFUSAL_DIFFERS", "there are refusals that no record names")
	}
	if w.threshold > 0 && w.cosigned < 0 {
		return wrong(w.size, "COSIGNATURES_MISSING", "")
	}
	for _, size := range w.heldSizes() {
		if size > w.size {
			if err := w.retired(size, w.held[size].signed); err != nil {
				return err
			}
			return wrong(w.size+1, "HELD_CHECKPOINT_BEYOND_RECORDS", "")
		}
		// The same once more by a proof of consistency, as others would ask for one.
		if size > 0 {
			proof, err := tlog.ProveTree(w.size, size, w.stored)
			if err == nil {
				err = tlog.CheckTree(proof, w.size, root, size, w.held[size].root)
			}
			if err != nil {
				return wrong(1, "HELD_CHECKPOINT_DIFFERS", err)
			}
		}
	}
	return w.checkKept(1<<63 - 1)
}

func (w *walk) heldSizes() []int64 {
	var sizes []int64
	for size := range w.held {
		sizes = append(sizes, size)
	}
	sort.Slice(sizes, func(i, j int) bool { return sizes[i] < sizes[j] })
	return sizes
}

// contradiction goes on to the first checkpoint over the bad position: does it say so too? Refusals are in no line: a
// checkpoint that holds vouches for the record that contradicts them.
func (w *walk) contradiction(position int64, code string) string {
	w.settling = true
	for position > 0 {
		for _, said := range w.notes {
			if said.at >= position && said.at <= w.size {
				if said.reason == nil && said.at == w.size && said.root == w.root(w.size) &&
					!w.unsigned(said.at, said.signed) && code != "REFUSAL_DIFFERS" {
					return "no checkpoint"
				}
				return fmt.Sprintf("the checkpoint of size %d", said.at)
			}
		}
		if kept, there := w.held[w.size]; there && w.size >= position {
			if kept.root == w.root(w.size) && code != "REFUSAL_DIFFERS" {
				return "no checkpoint"
			}
			return fmt.Sprintf("the held checkpoint of size %d", w.size)
		}
		line, _, err := w.next()
		if err != nil {
			for _, said := range w.notes {
				if said.at >= position {
					return fmt.Sprintf("the checkpoint of size %d", said.at)
				}
			}
			for _, size := range w.heldSizes() {
				if size > w.size {
					return fmt.Sprintf("the held checkpoint of size %d", size)
				}
			}
			break
		}
		w.append(leafOf(line))
	}
	return "no checkpoint"
}

// frame checks what the manifest says of itself, and answers with the keys to go by.
func frame(said *manifest, trusted []string) ([]string, error) {
	not := func(reason interface{}) ([]string, error) { return nil, wrong(0, "MANIFEST_DIFFERS", reason) }
	for _, key := range said.Keys {
		if _, err := note.NewVerifier(key); err != nil {
			return not(err)
		}
		if _, err := decode64(key[strings.LastIndexByte(key, '+')+1:]); err != nil && strings.Count(key, "+") == 2 {
			return not(err)
		}
	}
	if len(said.Keys) == 0 {
		return not("it lists no key")
	}
	listed := map[string]bool{}
	for _, key := range said.Keys {
		listed[key] = true
	}
	for _, key := range trusted {
		if !listed[key] {
			return not("it does not list the verifier's key")
		}
	}
	if formats[said.Format] == 0 {
		return not("its format is another")
	}
	if said.Origin[strings.LastIndexByte(said.Origin, '/')+1:] != said.Ledger {
		return not("the ledger is not the one that the origin names")
	}
	if said.SegmentLines < 1 || said.Size < 0 {
		return not("its size is none")
	}
	return said.Keys, nil
}

// fileNames are the names of the files of every segment.
func fileNames(said *manifest) []string {
	var names []string
	count := (said.Size + said.SegmentLines - 1) / said.SegmentLines
	for segment := int64(0); segment < count || segment == 0; segment++ {
		for _, name := range parts[:formats[said.Format]] {
			names = append(names, fmt.Sprintf(name, segment))
		}
		if int64(len(names)) > 4*int64(len(said.Files)) {
			break
		}
	}
	if name, there := statementFiles[said.Format]; there {
		names = append(names, name)
	}
	return names
}

func begin(files *bundle, text []byte, trusted, kept, statements []string, witnesses []*witness, threshold int) (*walk, error) {
	w := &walk{bundle: files, files: map[string]listed{}, since: []int64{0}, held: map[int64]held{},
		streams: map[string]end{}, commands: map[[16]byte]bool{}, noted: -1,
		witnesses: witnesses, threshold: threshold, cosigned: -1, kept: map[int64]*point{},
		streamMap: streamMap{changed: map[string]mapEnd{}}}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&w.manifest); err != nil {
		return w, wrong(0, "MANIFEST_DIFFERS", err)
	}
	keys, err := frame(&w.manifest, trusted)
	if err != nil {
		return w, err
	}
	w.names = fileNames(&w.manifest)
	var listedNames []string
	for _, file := range w.manifest.Files {
		listedNames = append(listedNames, file.Name)
		w.files[file.Name] = file
	}
	if !same(listedNames, w.names) {
		return w, wrong(0, "MANIFEST_DIFFERS", "the files are not those of its size")
	}
	w.count = int64(len(w.names) / formats[w.manifest.Format])
	for _, key := range keys {
		verifier, err := note.NewVerifier(key)
		if err != nil {
			return w, wrong(0, "MANIFEST_DIFFERS", err)
		}
		w.verifiers = append(w.verifiers, verifier)
	}
	for _, path := range kept {
		text, err := os.ReadFile(path)
		var size int64
		var root tlog.Hash
		var signed []bool
		if err == nil {
			size, root, signed, err = w.readNote(string(text), w.manifest.Origin)
		}
		if other, twice := w.held[size]; err == nil && twice && other.root != root {
			err = fmt.Errorf("two held checkpoints of size %d differ", size)
		}
		if err != nil {
			return w, wrong(0, "HELD_CHECKPOINT_INVALID", err)
		}
		w.held[size] = held{root, signed}
	}
	for _, path := range statements {
		text, err := os.ReadFile(path)
		if err == nil {
			err = w.keep(string(text))
		}
		if err != nil {
			return w, wrong(0, "HELD_STATEMENT_INVALID", err)
		}
	}
	if name, there := statementFiles[w.manifest.Format]; there {
		stating, err := files.lines(name, noteMax)
		if err == nil {
			w.stating = stating
			err = w.nextStatement()
		}
		if err != nil {
			return w, wrong(1, "FILE_DIFFERS", err)
		}
	}
	return w, nil
}

func main() {
	var path, policy string
	var trusted, held, statements []string
	for arguments := os.Args[1:]; len(arguments) > 0; {
		word := arguments[0]
		arguments = arguments[1:]
		switch {
		case word == "--public-key" && len(arguments) > 0:
			trusted, arguments = append(trusted, arguments[0]), arguments[1:]
		case word == "--checkpoint" && len(arguments) > 0:
			held, arguments = append(held, arguments[0]), arguments[1:]
		case word == "--statement" && len(arguments) > 0:
			statements, arguments = append(statements, arguments[0]), arguments[1:]
		case word == "--witness-policy" && len(arguments) > 0:
			policy, arguments = arguments[0], arguments[1:]
		case path == "" && !strings.HasPrefix(word, "-"):
			path = word
		default:
			fmt.Fprintln(os.Stderr, "usage: verify [--public-key KEY]... [--checkpoint FILE]... [--statement FILE]... [--witness-policy FILE] BUNDLE")
			os.Exit(2)
		}
	}
	witnesses, threshold, err := readPolicy(policy)
	var files *bundle
	if err == nil {
		files, err = open(path)
	}
	var text []byte
	if err == nil {
		var file io.ReadCloser
		if file, err = files.open("manifest.json"); err == nil {
			text, err = io.ReadAll(file)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "there is nothing to check:", err)
		os.Exit(2)
	}
	w, err := begin(files, text, trusted, held, statements, witnesses, threshold)
	if err == nil {
		err = w.all()
	}
	var first *broken
	if errors.As(err, &first) {
		fmt.Printf("FAULT position %d: %s (%s)\n", first.position, first.code, first.reason)
		by := first.by
		if by == "" {
			by = w.contradiction(first.position, first.code)
		}
		fmt.Printf("verdict: broken at position %d [%s], contradicted by %s\n", first.position, first.code, by)
		os.Exit(1)
	}
	fmt.Printf("log          %s\n", w.manifest.Origin)
	fmt.Printf("records      %d in %d streams\n", w.records, len(w.streams))
	fmt.Printf("withheld     %d\n", w.withheld)
	fmt.Printf("root         %s\n", w.manifest.Root)
	fmt.Printf("checkpoints  %d\n", w.noteCount)
	fmt.Printf("refusals     %d\n", w.refusalCount)
	fmt.Printf("statements   %d\n", w.statements)
	for _, key := range w.manifest.Keys {
		fmt.Printf("key          %s\n", key)
	}
	if len(trusted) == 0 {
		fmt.Println("not checked  whose key this is: none was given, so that of the bundle was taken")
	}
	if len(held) == 0 {
		fmt.Println("not checked  that nothing was cut off or forked: no checkpoint of an earlier moment was given")
	}
	if threshold > 0 {
		fmt.Printf("cosignatures %d, by enough witnesses up to position %d\n", w.cosignatures, w.cosigned)
		if w.cosigned < w.size {
			fmt.Printf("not checked  that witnesses saw what came after position %d\n", w.cosigned)
		}
	}
	if len(w.refusals) > 0 {
		fmt.Printf("not checked  %d refusals that only a withheld line may name\n", len(w.refusals))
	}
	switch {
	case w.statements == 0:
		fmt.Println("not checked  what the ledger states of its read models: there are no statements in the bundle")
	case len(statements) == 0:
		fmt.Println("not checked  that no statement was cut off or replaced: none of an earlier moment was given")
	}
	if w.unmapped > 0 {
		fmt.Printf("not checked  the streams that %d statements state: lines are withheld\n", w.unmapped)
	}
	if w.statements > 0 {
		fmt.Printf("not checked  the rows that %d statements state: they take the program that makes them of the records\n", w.statements)
	}
	if w.withheld > 0 {
		fmt.Printf("not checked  what %d withheld lines say: of each, its leaf alone is known\n", w.withheld)
	}
	fmt.Println("not checked  postings and balances, which `almoner verify --bundle` recomputes")
	fmt.Println("verdict: holds")
}
