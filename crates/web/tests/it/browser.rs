//! A browser without a socket: cookies, forms with their token, pages as text.

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode, header};
use gongkai_domain::access::Actor;
use gongkai_domain::calendar::WorkdayCalendar;
use gongkai_office::{Context, Credentials, KEY_LENGTH, Keyring, Office, demo};
use gongkai_store::files::FileStore;
use gongkai_store::{Location, Store};
use gongkai_web::{Site, SiteSettings, router};
use http_body_util::BodyExt;
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use tokio::sync::OnceCell;
use tower::ServiceExt;

/// The password of everybody in the demonstration.
pub(crate) const PASSWORD: &str = "清风徐来水波不兴";

/// The time of all tests: Friday, 20 November 2026, ten o'clock in China.
pub(crate) fn now() -> Timestamp {
    "2026-11-20T02:00:00Z".parse().unwrap()
}

static FILLED: OnceCell<tempfile::TempDir> = OnceCell::const_new();

/// A site of one's own, filled with the demonstration.
pub(crate) struct TestSite {
    pub(crate) office: Office,
    router: Router,
    _folder: tempfile::TempDir,
}

async fn open(folder: &Path) -> Office {
    let store = Store::open(&Location::Sqlite(folder.join("gongkai.db")))
        .await
        .unwrap();
    let calendar = Arc::new(WorkdayCalendar::statutory().unwrap().clone());
    Office::new(store, FileStore::Folder(folder.join("files")), calendar)
        .with_cheap_passwords()
        .with_keyring(Keyring::of(&[7; KEY_LENGTH]).unwrap())
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            std::fs::create_dir_all(&target).unwrap();
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

impl TestSite {
    /// The demonstration: filled once for all tests, then copied.
    pub(crate) async fn demo() -> Self {
        let filled = FILLED
            .get_or_init(|| async {
                let folder = tempfile::tempdir().unwrap();
                let store = Store::open(&Location::Sqlite(folder.path().join("gongkai.db")))
                    .await
                    .unwrap();
                let calendar = Arc::new(WorkdayCalendar::statutory().unwrap().clone());
                let files = FileStore::Folder(folder.path().join("files"));
                let office = Office::new(store.clone(), files, calendar)
                    .with_cheap_passwords()
                    .with_keyring(Keyring::of(&[7; KEY_LENGTH]).unwrap());
                demo::fill(&office, now(), PASSWORD).await.unwrap();
                store.close().await;
                folder
            })
            .await;
        let folder = tempfile::tempdir().unwrap();
        copy(filled.path(), folder.path());
        Self::over(folder).await
    }

    /// An installation in which nobody has done anything.
    pub(crate) async fn empty() -> Self {
        Self::over(tempfile::tempdir().unwrap()).await
    }

    async fn over(folder: tempfile::TempDir) -> Self {
        let office = open(folder.path()).await;
        let settings = SiteSettings {
            demo: true,
            ..SiteSettings::default()
        };
        let site = Site {
            office: office.clone(),
            clock: now,
            settings,
        };
        Self {
            office,
            router: router(site),
            _folder: folder,
        }
    }

    /// The same installation, its public address set.
    pub(crate) fn under(self, base: &str) -> Self {
        self.served(SiteSettings {
            base: Some(base.parse().unwrap()),
            ..SiteSettings::default()
        })
    }

    /// The same installation behind a proxy that tells where callers are.
    pub(crate) fn behind_proxy(self) -> Self {
        self.served(SiteSettings {
            behind_proxy: true,
            ..SiteSettings::default()
        })
    }

    /// The same installation as it is served, at a time of the test's own, with a host in its own network
    /// that may be told of what becomes public.
    pub(crate) fn telling(self, host: &str, clock: fn() -> Timestamp) -> (Self, Site) {
        let settings = SiteSettings {
            webhook_allow: vec![host.parse().unwrap()],
            ..SiteSettings::default()
        };
        let site = Site {
            office: self.office.clone(),
            clock,
            settings: settings.clone(),
        };
        (self.served(settings), site)
    }

    fn served(mut self, settings: SiteSettings) -> Self {
        self.router = router(Site {
            office: self.office.clone(),
            clock: now,
            settings,
        });
        self
    }

    /// A browser in which nobody is signed in.
    pub(crate) fn anybody(&self) -> Browser {
        Browser {
            router: self.router.clone(),
            cookies: BTreeMap::new(),
        }
    }

    /// A browser in which somebody of the demonstration is signed in.
    pub(crate) async fn signed_in(&self, login: &str) -> Browser {
        let cx = Context {
            actor: Actor::Public,
            now: now(),
            origin: login.to_owned(),
        };
        let with = Credentials {
            login: login.to_owned(),
            password: PASSWORD.to_owned(),
            code: String::new(),
            agent: "test".to_owned(),
        };
        let token = self.office.sign_in(&cx, &with).await.unwrap().token;
        let mut browser = self.anybody();
        browser.cookies.insert("gongkai-session".to_owned(), token);
        browser
    }
}

/// A browser.
pub(crate) struct Browser {
    router: Router,
    cookies: BTreeMap<String, String>,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    /// The page.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Where it sends the browser.
    pub(crate) fn location(&self) -> &str {
        self.headers
            .get(header::LOCATION)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The token of the page's forms.
    pub(crate) fn token(&self) -> String {
        self.hidden("_token").unwrap_or_default()
    }

    /// What the page's first hidden field of a name holds.
    pub(crate) fn hidden(&self, name: &str) -> Option<String> {
        let text = self.text();
        let mark = format!("name=\"{name}\" value=\"");
        let behind = text.split(&mark).nth(1)?;
        behind.split('"').next().map(ToOwned::to_owned)
    }
}

impl Browser {
    /// Opens an address.
    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    /// Opens a page, and posts fields to an address with the token of that page, and with the mark of
    /// the settings that it shows.
    pub(crate) async fn post(&mut self, page: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(page).await;
        let (token, seen) = (page.token(), page.hidden("seen"));
        let mut all = vec![("_token", token.as_str())];
        all.extend(seen.iter().map(|seen| ("seen", seen.as_str())));
        all.extend(fields);
        self.post_raw(to, &all).await
    }

    /// Posts exactly these fields.
    pub(crate) async fn post_raw(&mut self, to: &str, fields: &[(&str, &str)]) -> Answer {
        let body = encoded(fields);
        let request =
            Request::post(to).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// Sends a request with the cookies kept so far.
    pub(crate) async fn send(&mut self, mut request: Request<Body>) -> Answer {
        let jar = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"));
        let jar = jar.collect::<Vec<_>>().join("; ");
        if !jar.is_empty() {
            request
                .headers_mut()
                .insert(header::COOKIE, jar.parse().unwrap());
        }
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        for set in parts.headers.get_all(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap_or_default();
            if let Some((name, value)) = pair.split_once('=') {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        let bytes = body.collect().await.unwrap().to_bytes().to_vec();
        Answer {
            status: parts.status,
            headers: parts.headers,
            bytes,
        }
    }
}

/// Fields as the body of a form.
pub(crate) fn encoded(fields: &[(&str, &str)]) -> String {
    let pair = |(name, value): &(&str, &str)| format!("{}={}", escaped(name), escaped(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn escaped(text: &str) -> String {
    let one = |byte: u8| {
        if byte.is_ascii_alphanumeric() {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(one).collect()
}
