//! Telling other systems of what became public: the only connections that the server opens of itself,
//! and only to addresses that an administrator has added. A name is resolved once, what it leads to is
//! checked, and the connection goes there and nowhere else.

use crate::Site;
use gongkai_domain::webhook::{Address, AllowedHost, is_public};
use gongkai_office::{Letter, OfficeError};
use std::io;
use std::time::Duration;
use tokio::task::JoinSet;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Error};

/// How long one sending takes at most.
const WHOLE: Duration = Duration::from_secs(10);
/// How long a connection may take to come about.
const CONNECT: Duration = Duration::from_secs(5);
/// Bytes of an answer that are read: it says nothing that is needed.
const LARGEST: u64 = 16 * 1024;

/// Sends what is due, to all addresses side by side, and notes what came of it. Gives how many were sent.
pub async fn send_due(site: &Site) -> Result<usize, OfficeError> {
    let letters = site.office.take_letters((site.clock)()).await?;
    let count = letters.len();
    let mut sending = JoinSet::new();
    for letter in letters {
        sending.spawn(deliver(site.clone(), letter));
    }
    while let Some(done) = sending.join_next().await {
        if let Ok(noted) = done {
            noted?;
        }
    }
    Ok(count)
}

async fn deliver(site: Site, letter: Letter) -> Result<(), OfficeError> {
    let signature = letter.signature((site.clock)());
    let allowed = site.settings.webhook_allow.clone();
    let copy = letter.clone();
    let sent = tokio::task::spawn_blocking(move || send(&copy, &signature, &allowed)).await;
    let outcome = sent.unwrap_or_else(|_panic| Err("程序出了问题".to_owned()));
    site.office
        .note_letter(&letter, outcome, (site.clock)())
        .await
}

/// What the other side answered, in words, if it has taken it.
fn send(letter: &Letter, signature: &str, allowed: &[AllowedHost]) -> Result<String, String> {
    let address: Address = letter
        .address
        .parse()
        .map_err(|_no| "网址不对".to_owned())?;
    // What was allowed when the address was added may not be any more.
    if !address.may(allowed) {
        return Err("运维人员没有允许发往这个主机".to_owned());
    }
    let agent = agent(address.is_allowed(allowed));
    let request = agent
        .post(address.as_str())
        .header("content-type", "application/json")
        .header("gongkai-delivery", letter.id.as_str())
        .header("gongkai-signature", signature);
    let mut answer = request
        .send(letter.body.as_bytes())
        .map_err(|error| words(&error))?;
    let status = answer.status();
    // Read, so that the other side sees its answer taken; a longer one is cut off.
    let _ignored = answer.body_mut().with_config().limit(LARGEST).read_to_vec();
    let said = format!("HTTP {}", status.as_u16());
    if status.is_success() {
        Ok(said)
    } else if status.is_redirection() {
        Err(format!("{said}（转到别处，不跟随）"))
    } else {
        Err(said)
    }
}

fn agent(anywhere: bool) -> Agent {
    let config = Agent::config_builder()
        .proxy(None)
        .max_redirects(0)
        .http_status_as_error(false)
        .timeout_global(Some(WHOLE))
        .timeout_connect(Some(CONNECT))
        .timeout_resolve(Some(CONNECT))
        .user_agent("gongkai")
        .build();
    let guard = Guard {
        inner: DefaultResolver::default(),
        anywhere,
    };
    Agent::with_parts(config, DefaultConnector::default(), guard)
}

/// Resolves a name and refuses it if anything that it leads to lies in the office's own network.
#[derive(Debug)]
struct Guard {
    inner: DefaultResolver,
    /// Whether the operator has named the host.
    anywhere: bool,
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        if self.anywhere || found.iter().all(|at| is_public(at.ip())) {
            return Ok(found);
        }
        Err(Error::Io(io::Error::from(io::ErrorKind::PermissionDenied)))
    }
}

/// Why there was no answer, without the words of the client: some hold the address.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the rest is about answers that are not HTTP, and about what is never asked for"
)]
fn words(error: &Error) -> String {
    let words = match error {
        Error::Timeout(_) => "超时没有答复",
        Error::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            "域名指向内网地址，不发送"
        }
        Error::Io(error) if error.kind() == io::ErrorKind::InvalidData => "证书没有通过检查",
        Error::Io(_) | Error::ConnectionFailed => "连接不上",
        Error::HostNotFound => "找不到这个域名",
        Error::Tls(_) | Error::Rustls(_) => "证书没有通过检查",
        _ => "对方的答复读不懂",
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_leads_into_the_offices_own_network_is_not_connected_to() {
        let refused = |address: &str, anywhere| {
            let sent = agent(anywhere).post(address).send(b"");
            matches!(sent, Err(Error::Io(error)) if error.kind() == io::ErrorKind::PermissionDenied)
        };
        for inside in [
            "http://localhost:9/",
            "http://127.0.0.1:9/",
            "http://127.1:9/",
            "http://2130706433:9/",
            "http://0x7f000001:9/",
            "http://017700000001:9/",
            "http://[::1]:9/",
            "http://[::ffff:127.0.0.1]:9/",
            "http://10.0.0.1:9/",
            "http://169.254.169.254/",
            "http://100.100.100.200/",
            "http://0.0.0.0:9/",
        ] {
            assert!(refused(inside, false), "{inside}");
        }
        assert!(!refused("http://127.0.0.1:9/", true));
    }
}
