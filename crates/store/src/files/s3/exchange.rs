//! Requests to the one endpoint: bounded in time and size, tried again where that helps, and never
//! sent on to another address, neither by a redirect nor by a proxy of the environment.

use super::S3Error;
use std::io;
use std::time::{Duration, Instant};
use ureq::http::Response;
use ureq::{Agent, Body, Error, Timeout};

/// How often a request is sent again.
const AGAIN: u32 = 3;

/// What a request may take.
#[derive(Debug, Clone, Copy)]
pub(super) struct Limits {
    /// To be connected.
    pub(super) connect: Duration,
    /// Everything, with all that is sent again.
    pub(super) whole: Duration,
    /// Before it is sent again for the first time; then four times as long each time.
    pub(super) pause: Duration,
    /// Bytes of a file: what the office takes, 52 MB.
    pub(super) largest: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(5),
            whole: Duration::from_mins(2),
            pause: Duration::from_millis(250),
            largest: 52 * 1024 * 1024,
        }
    }
}

/// A client that knows its limits.
pub(super) struct Exchange {
    agent: Agent,
    limits: Limits,
}

impl Exchange {
    pub(super) fn new(limits: Limits) -> Self {
        let config = Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .http_status_as_error(false)
            .timeout_connect(Some(limits.connect))
            .timeout_resolve(Some(limits.connect))
            .user_agent("gongkai")
            .build();
        Self {
            agent: config.new_agent(),
            limits,
        }
    }

    /// The body of what stands at an address, which is asked for anew each time it is sent.
    pub(super) fn get(&self, address: impl Fn() -> String) -> Result<Vec<u8>, S3Error> {
        self.persist(|left| {
            let request = self.agent.get(address()).config();
            request.timeout_global(Some(left)).build().call()
        })
    }

    /// Puts bytes at an address; they are there when this returns.
    pub(super) fn put(&self, address: impl Fn() -> String, bytes: &[u8]) -> Result<(), S3Error> {
        // What cannot be got again is not to be put.
        if bytes.len() > self.limits.largest {
            return Err(S3Error::TooLarge);
        }
        let answer = self.persist(|left| {
            let request = self.agent.put(address()).config();
            request.timeout_global(Some(left)).build().send(bytes)
        });
        answer.map(|_empty| ())
    }

    /// Sends until it succeeds, cannot succeed, or time is up.
    fn persist(
        &self,
        send: impl Fn(Duration) -> Result<Response<Body>, Error>,
    ) -> Result<Vec<u8>, S3Error> {
        let begun = Instant::now();
        let left = || self.limits.whole.saturating_sub(begun.elapsed());
        let mut pause = self.limits.pause;
        for _ in 0..AGAIN {
            match self.once(&send, left()) {
                Err(error) if error.is_passing() && pause < left() => std::thread::sleep(pause),
                done => return done,
            }
            pause *= 4;
        }
        self.once(&send, left())
    }

    fn once(
        &self,
        send: &impl Fn(Duration) -> Result<Response<Body>, Error>,
        left: Duration,
    ) -> Result<Vec<u8>, S3Error> {
        let mut answer = send(left).map_err(failure)?;
        let status = answer.status().as_u16();
        let largest = u64::try_from(self.limits.largest).unwrap_or(u64::MAX);
        let body = answer.body_mut().with_config().limit(largest).read_to_vec();
        match status {
            200 => body.map_err(failure),
            // The status says enough where the explanation breaks off.
            _ => Err(S3Error::of(status, &body.unwrap_or_default())),
        }
    }
}

/// What a failure of the client means. Its own words are not passed on: some hold the address.
#[expect(
    clippy::wildcard_enum_match_arm,
    reason = "the rest is about answers that are not HTTP, and about what is never asked for"
)]
fn failure(error: Error) -> S3Error {
    let unreachable = |why: &str| S3Error::Unreachable(why.to_owned());
    match error {
        Error::Timeout(Timeout::Connect | Timeout::Resolve) => unreachable("连接超时"),
        Error::Timeout(_) => S3Error::TimedOut,
        Error::Io(error) if error.kind() == io::ErrorKind::TimedOut => S3Error::TimedOut,
        Error::Io(error) if is_tls(&error) => S3Error::Tls(error.to_string()),
        Error::Io(error) => S3Error::Unreachable(error.to_string()),
        Error::HostNotFound => unreachable("找不到这个域名"),
        Error::ConnectionFailed => unreachable("连接失败"),
        Error::Tls(why) => S3Error::Tls(why.to_owned()),
        Error::Rustls(error) => S3Error::Tls(error.to_string()),
        Error::BodyExceedsLimit(_) => S3Error::TooLarge,
        _ => S3Error::Answer,
    }
}

/// Whether it is TLS that failed, not the connection under it.
fn is_tls(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::InvalidData
}
