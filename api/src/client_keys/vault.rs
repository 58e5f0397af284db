//! The keys of clients as requests use them: waiting is done aside, and what comes back is text or the reason that there
//! is none.

use std::sync::Arc;

use almoner_domain::{
    id::ClientCode,
    sealed::{KeyCommitment, Sealed},
};

use super::{ClientKeys, ClientKeysError, KeyState, Place, envelope};

/// What became of a sealed value that somebody wants to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reading {
    /// It says this.
    Text(String),
    /// The client is erased.
    Erased,
    /// There is no key for it, or another one: the key files are not those of the ledger.
    Unreadable,
}

/// The keys of a ledger's clients. Cloning gives another handle on the same.
#[derive(Clone)]
pub struct Vault(Arc<dyn ClientKeys>);

impl Vault {
    /// Over a keeper of keys.
    pub fn new(keys: impl ClientKeys + 'static) -> Self {
        Self(Arc::new(keys))
    }

    /// Whether the client has a key already.
    ///
    /// # Errors
    /// [`ClientKeysError`]; [`ClientKeysError::Destroyed`] when the client is erased.
    pub async fn has_key(&self, client: &ClientCode) -> Result<bool, ClientKeysError> {
        let asked = client.clone();
        match self.aside(move |keys| keys.state(&asked)).await? {
            KeyState::Held(_) => Ok(true),
            KeyState::Absent => Ok(false),
            KeyState::Destroyed(_) => Err(ClientKeysError::Destroyed {
                client: client.clone(),
            }),
        }
    }

    /// Seals a text, under a new key where the client has none.
    ///
    /// # Errors
    /// [`ClientKeysError`]; [`ClientKeysError::Destroyed`] when the client is erased.
    pub async fn seal(&self, place: Place, text: String) -> Result<Sealed, ClientKeysError> {
        self.aside(move |keys| {
            let key = keys.key(&place.client)?;
            Ok(envelope::seal(&key, &place, &text))
        })
        .await
    }

    /// Reads a sealed value. What cannot be read for want of its key is logged, and no error.
    ///
    /// # Errors
    /// [`ClientKeysError`] when the keys cannot be reached.
    pub async fn read(&self, place: Place, sealed: Sealed) -> Result<Reading, ClientKeysError> {
        self.aside(move |keys| {
            let key = match keys.state(&place.client)? {
                KeyState::Held(key) => key,
                KeyState::Destroyed(_) => return Ok(Reading::Erased),
                KeyState::Absent => {
                    tracing::error!(client = %place.client, "the key of a sealed value is not there");
                    return Ok(Reading::Unreadable);
                }
            };
            match envelope::open(&key, &place, &sealed) {
                Ok(text) => Ok(Reading::Text(text)),
                Err(error) => {
                    tracing::error!(client = %place.client, %error, "a sealed value does not open");
                    Ok(Reading::Unreadable)
                }
            }
        })
        .await
    }

    /// Destroys a client's key, and says which it was.
    ///
    /// # Errors
    /// [`ClientKeysError`] when that could not be finished.
    pub async fn destroy(
        &self,
        client: &ClientCode,
    ) -> Result<Option<KeyCommitment>, ClientKeysError> {
        let client = client.clone();
        self.aside(move |keys| keys.destroy(&client)).await
    }

    /// Whether the client's key is held, without a word about why not.
    ///
    /// # Errors
    /// [`ClientKeysError`] when the keys cannot be reached.
    pub async fn holds(&self, client: &ClientCode) -> Result<bool, ClientKeysError> {
        let client = client.clone();
        let state = self.aside(move |keys| keys.state(&client)).await?;
        Ok(matches!(state, KeyState::Held(_)))
    }

    /// Whether the client's key was destroyed, or is noted to be.
    ///
    /// # Errors
    /// [`ClientKeysError`] when the keys cannot be reached.
    pub async fn is_destroyed(&self, client: &ClientCode) -> Result<bool, ClientKeysError> {
        let client = client.clone();
        let state = self.aside(move |keys| keys.state(&client)).await?;
        Ok(matches!(state, KeyState::Destroyed(_)))
    }

    /// Destroys again every key that is noted as destroyed.
    ///
    /// # Errors
    /// [`ClientKeysError`] when that could not be finished.
    pub async fn settle(&self) -> Result<usize, ClientKeysError> {
        self.aside(|keys| keys.settle()).await
    }

    async fn aside<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn ClientKeys) -> Result<T, ClientKeysError> + Send + 'static,
    ) -> Result<T, ClientKeysError> {
        let keys = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || work(keys.as_ref()))
            .await
            .unwrap_or(Err(ClientKeysError::Abandoned))
    }
}
