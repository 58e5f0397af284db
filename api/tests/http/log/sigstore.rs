//! The proofs of Sigstore's verifier. It brings no hash function of its own where none is linked in: it is lent SHA-256.

use sha2::{Digest, Sha256};
use sigstore_crypto::{
    CryptoProvider, Error, HashContext, SigningScheme, install_default_provider,
};
use sigstore_types::{HashAlgorithm, Sha256Hash};

#[derive(Debug)]
struct Lent;

struct Hashing(Sha256);

impl HashContext for Hashing {
    fn update(&mut self, data: &[u8]) {
        self.0.update(data);
    }

    fn finalize(self: Box<Self>) -> Vec<u8> {
        self.0.finalize().to_vec()
    }
}

impl CryptoProvider for Lent {
    fn hash(&self, algorithm: HashAlgorithm) -> Result<Box<dyn HashContext>, Error> {
        assert_eq!(algorithm, HashAlgorithm::Sha2256);
        Ok(Box::new(Hashing(Sha256::new())))
    }

    fn verify_raw(
        &self,
        _scheme: SigningScheme,
        _key: &[u8],
        _data: &[u8],
        _signature: &[u8],
    ) -> Result<(), Error> {
        panic!("it is asked about trees alone")
    }

    fn verify_prehashed(
        &self,
        _scheme: SigningScheme,
        _key: &[u8],
        _digest: &[u8],
        _signature: &[u8],
    ) -> Result<(), Error> {
        panic!("it is asked about trees alone")
    }
}

fn hashes(hashes: &[[u8; 32]]) -> Vec<Sha256Hash> {
    hashes.iter().map(|hash| Sha256Hash::new(*hash)).collect()
}

fn lend() {
    // Another test of this process may have lent it already.
    let _ = install_default_provider(&Lent);
}

/// Whether the leaf is in the tree.
pub(crate) fn includes(
    leaf: [u8; 32],
    index: u64,
    (size, root): (u64, [u8; 32]),
    proof: &[[u8; 32]],
) -> bool {
    lend();
    let (leaf, root) = (Sha256Hash::new(leaf), Sha256Hash::new(root));
    sigstore_merkle::verify_inclusion_proof(&leaf, index, size, &hashes(proof), &root).is_ok()
}

/// Whether the older tree is a prefix of the newer.
pub(crate) fn extends(old: (u64, [u8; 32]), new: (u64, [u8; 32]), proof: &[[u8; 32]]) -> bool {
    lend();
    let (old_root, new_root) = (Sha256Hash::new(old.1), Sha256Hash::new(new.1));
    let proof = hashes(proof);
    sigstore_merkle::verify_consistency_proof(old.0, new.0, &proof, &old_root, &new_root).is_ok()
}
