//! What sealed values promise.

use std::collections::BTreeSet;

use almoner_domain::{id::ClientCode, sealed::Sealed};
use chacha20poly1305::{
    KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};

use super::envelope::{open, seal};
use super::*;

fn client(number: u32) -> ClientCode {
    ClientCode::parse(&format!("C-{number:016}")).unwrap()
}

fn place() -> Place {
    Place {
        client: client(1),
        event: "CaseReferenceRecorded",
        field: "reference",
        subject: "prairie-example".to_owned(),
    }
}

#[test]
fn the_cipher_gives_the_known_answer_of_the_draft_for_xchacha20_poly1305() {
    // draft-irtf-cfrg-xchacha-03, appendix A.3.1.
    let key: Vec<u8> = (0x80..=0x9f).collect();
    let nonce: Vec<u8> = (0x40..=0x57).collect();
    let aad = hex::decode("50515253c0c1c2c3c4c5c6c7").unwrap();
    let text = b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.";
    let cipher = XChaCha20Poly1305::new(key.as_slice().into());
    let payload = Payload {
        msg: text.as_slice(),
        aad: &aad,
    };
    let sealed = cipher.encrypt(XNonce::from_slice(&nonce), payload).unwrap();
    let (ciphertext, tag) = sealed.split_at(text.len());
    assert_eq!(
        hex::encode(&ciphertext[..16]),
        "bd6d179d3e83d43b9576579493c0e939"
    );
    assert_eq!(hex::encode(tag), "c0875924c1c7987947deafd8780acf49");
}

#[test]
fn a_use_of_a_key_is_hkdf_expand_of_rfc_5869() {
    // Appendix A.1: the expansion's first block, by the function that derives ours.
    let prk =
        hex::decode("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5").unwrap();
    let info = hex::decode("f0f1f2f3f4f5f6f7f8f9").unwrap();
    let block = super::key::mac(&prk.try_into().unwrap(), &[&info, &[1]]);
    assert_eq!(
        hex::encode(block),
        "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
    );
}

#[test]
fn what_is_sealed_opens_in_its_place_under_its_key_and_nowhere_else() {
    let (key, other) = (ClientKey::new([7; 32]), ClientKey::new([8; 32]));
    let sealed = seal(&key, &place(), "Case 17/B");
    assert_eq!(open(&key, &place(), &sealed), Ok("Case 17/B".to_owned()));
    assert_eq!(open(&other, &place(), &sealed), Err(OpenError::OtherKey));
    for moved in [
        Place {
            client: client(2),
            ..place()
        },
        Place {
            event: "ClaimReconsidered",
            ..place()
        },
        Place {
            field: "sealed_reason",
            ..place()
        },
        Place {
            subject: "gulf-example".to_owned(),
            ..place()
        },
    ] {
        assert_eq!(
            open(&key, &moved, &sealed),
            Err(OpenError::Changed),
            "{moved:?}"
        );
    }
    let text = sealed.as_str();
    for at in [text.len() - 1, text.len() - 40, 60] {
        let mut changed = text.to_owned();
        let letter = if &text[at..=at] == "A" { "B" } else { "A" };
        changed.replace_range(at..=at, letter);
        let changed = Sealed::parse(&changed).unwrap();
        let opened = open(&key, &place(), &changed);
        // The last character of base64 has bits that say nothing.
        assert!(opened.is_err() || at == text.len() - 1, "{at}");
    }
}

#[test]
fn an_envelope_commits_to_its_key_before_anything_is_decrypted() {
    let (key, other) = (ClientKey::new([7; 32]), ClientKey::new([8; 32]));
    let sealed = seal(&key, &place(), "Case 17/B");
    let [_, nonce, ciphertext] = sealed.fields();
    let claimed = format!("sealed-v1.{}.{nonce}.{ciphertext}", other.commitment());
    let claimed = Sealed::parse(&claimed).unwrap();
    assert_eq!(open(&other, &place(), &claimed), Err(OpenError::Changed));
    assert_eq!(open(&key, &place(), &claimed), Err(OpenError::OtherKey));
}

#[test]
fn the_same_text_in_the_same_place_is_the_same_envelope_and_no_nonce_serves_two() {
    let key = ClientKey::new([7; 32]);
    assert_eq!(
        seal(&key, &place(), "Case 17"),
        seal(&key, &place(), "Case 17")
    );
    let mut nonces = BTreeSet::new();
    for number in 0..500 {
        let sealed = seal(&key, &place(), &format!("Case {number}"));
        assert!(nonces.insert(sealed.fields()[1].to_owned()), "{number}");
    }
    let elsewhere = Place {
        subject: "gulf-example".to_owned(),
        ..place()
    };
    assert_ne!(
        seal(&key, &place(), "Case 17"),
        seal(&key, &elsewhere, "Case 17")
    );
}

#[test]
fn the_length_of_a_text_is_told_in_blocks_of_64_bytes() {
    let key = ClientKey::new([7; 32]);
    let length = |text: &str| seal(&key, &place(), text).as_str().len();
    assert_eq!(length("a"), length(&"a".repeat(62)));
    assert_ne!(length("a"), length(&"a".repeat(63)));
    let longest = "\u{1f600}".repeat(1_000);
    assert_eq!(longest.len(), TEXT_MAX);
    let sealed = seal(&key, &place(), &longest);
    assert_eq!(open(&key, &place(), &sealed), Ok(longest));
}

#[test]
fn of_a_text_nothing_but_its_length_in_blocks_can_be_compared_without_the_key() {
    let sealed = seal(&ClientKey::new([7; 32]), &place(), "Case 17");
    for text in ["Case 17", "Case 18", "", &"a".repeat(62)] {
        assert!(may_hold(&sealed, text), "{text}");
    }
    assert!(!may_hold(&sealed, &"a".repeat(63)));
}

#[tokio::test]
async fn a_reader_is_told_text_or_that_the_client_is_erased_and_no_error() {
    let desk = tempfile::tempdir().unwrap();
    let (keys, gone) = (desk.path().join("keys"), desk.path().join("list"));
    let vault = Vault::new(FileKeys::new(&keys, &gone));
    assert!(!vault.has_key(&client(1)).await.unwrap());
    let sealed = vault.seal(place(), "Case 17".to_owned()).await.unwrap();
    assert!(vault.has_key(&client(1)).await.unwrap());
    let reading = vault.read(place(), sealed.clone()).await.unwrap();
    assert_eq!(reading, Reading::Text("Case 17".to_owned()));
    let elsewhere = Place {
        field: "other",
        ..place()
    };
    let reading = vault.read(elsewhere, sealed.clone()).await.unwrap();
    assert_eq!(reading, Reading::Unreadable);
    vault.destroy(&client(1)).await.unwrap();
    assert_eq!(vault.read(place(), sealed).await.unwrap(), Reading::Erased);
    assert_eq!(
        vault.has_key(&client(1)).await.unwrap_err().code(),
        "CLIENT_ERASED"
    );
    let refused = vault.seal(place(), "Case 18".to_owned()).await.unwrap_err();
    assert_eq!(refused.code(), "CLIENT_ERASED");
}
