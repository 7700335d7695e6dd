//! Other systems are told of what becomes public: in order, until they take it, and only where the office
//! may connect to.

use super::acting::{agency, filled, first, put, send};
use crate::browser::{Browser, TestSite, now};
use gongkai_web::send_due;
use jiff::{SignedDuration, Timestamp};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

/// Minutes after the time of all tests.
static MINUTES: AtomicI64 = AtomicI64::new(0);

fn clock() -> Timestamp {
    now() + SignedDuration::from_mins(MINUTES.load(Ordering::SeqCst))
}

/// A request as it came: head and body.
type Came = (String, String);

/// A system on this machine that answers with these statuses, then with the last for ever.
struct Receiver {
    host: String,
    came: Arc<Mutex<Vec<Came>>>,
}

impl Receiver {
    fn answering(statuses: &'static [u16]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let host = listener.local_addr().unwrap().to_string();
        let came: Arc<Mutex<Vec<Came>>> = Arc::default();
        let kept = came.clone();
        std::thread::spawn(move || {
            for (at, stream) in listener.incoming().enumerate() {
                let mut stream = stream.unwrap();
                let status = statuses[at.min(statuses.len() - 1)];
                kept.lock().unwrap().push(read(&mut stream));
                let answer = format!(
                    "HTTP/1.1 {status} X\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\
                     connection: close\r\n\r\n"
                );
                stream.write_all(answer.as_bytes()).unwrap();
            }
        });
        Self { host, came }
    }

    fn came(&self) -> Vec<Came> {
        self.came.lock().unwrap().clone()
    }

    fn kinds(&self) -> Vec<String> {
        let kind = |(_, body): &Came| {
            let body: serde_json::Value = serde_json::from_str(body).unwrap();
            body["kind"].as_str().unwrap().to_owned()
        };
        self.came().iter().map(kind).collect()
    }
}

fn read(stream: &mut std::net::TcpStream) -> Came {
    let mut bytes = Vec::new();
    let mut part = [0; 4096];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length: usize = header(head, "content-length").parse().unwrap();
            if body.len() >= length {
                return (head.to_owned(), body.to_owned());
            }
        }
        let length = stream.read(&mut part).unwrap();
        assert!(length > 0, "the request broke off");
        bytes.extend_from_slice(&part[..length]);
    }
}

fn header(head: &str, name: &str) -> String {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    let found = lines.find(|(own, _)| own.eq_ignore_ascii_case(name));
    found.map_or_else(String::new, |(_, value)| value.trim().to_owned())
}

/// Adds an address for the whole county; gives the answer's page.
async fn add(system: &mut Browser, county: &str, address: &str) -> String {
    let fields = [
        ("name", "县网站"),
        ("address", address),
        ("agency", county),
        ("kinds", "item.published"),
        ("kinds", "item.changed"),
        ("kinds", "item.withdrawn"),
        ("kinds", "posting.added"),
    ];
    let page = system.post("/admin/webhooks/new", "/admin/webhooks", &fields);
    page.await.text()
}

async fn withdraw(clerk: &mut Browser) {
    let published = first(clerk, "stage=published").await;
    let withdraw = format!("{published}/withdraw");
    let page = clerk.get(&published).await.text();
    let mut fields = filled(&page, &withdraw);
    put(&mut fields, "ground", "内容有误，核实后重新公开");
    assert_eq!(send(clerk, &withdraw, &fields).await.status, 303);
}

async fn publish(clerk: &mut Browser) {
    let item = first(clerk, "stage=approved").await;
    let publish = format!("{item}/publish");
    let page = clerk.get(&publish).await.text();
    let fields = filled(&page, &publish);
    let answer = send(clerk, &publish, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text());
}

#[tokio::test]
async fn a_system_that_fails_twice_is_told_in_order_once_it_answers() {
    let receiver = Receiver::answering(&[500, 302, 200]);
    let (site, served) = TestSite::demo().await.telling(&receiver.host, clock);
    let mut system = site.signed_in("system").await;
    let county = agency(&site, "county").await.to_string();
    let made = add(&mut system, &county, &format!("http://{}/x", receiver.host)).await;
    let secret = made.split("class=\"once\">").nth(1).expect(&made);
    let secret = secret.split('<').next().unwrap();
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    withdraw(&mut clerk).await;
    publish(&mut clerk).await;
    let mut sent = Vec::new();
    for minute in [0, 0, 1, 5, 6, 7, 8] {
        MINUTES.store(minute, Ordering::SeqCst);
        sent.push(send_due(&served).await.unwrap());
    }
    assert_eq!(sent[..5], [1, 0, 1, 0, 1]);
    let kinds = receiver.kinds();
    assert_eq!(kinds[..3], ["item.withdrawn"; 3]);
    assert_eq!(kinds[3..5], ["item.published", "posting.added"]);
    let came = receiver.came();
    let identity = |at: usize| header(&came[at].0, "gongkai-delivery");
    assert_eq!((identity(0), identity(1)), (identity(2), identity(0)));
    assert_ne!(identity(3), identity(0));
    assert!(
        came.iter()
            .all(|(head, _)| head.starts_with("POST /x HTTP/1.1"))
    );
    let list = system.get("/admin/webhooks").await.text();
    assert!(!list.contains(secret));
    let at = list
        .split("/admin/webhooks/")
        .find(|part| part.len() > 32 && part.as_bytes()[32] == b'"');
    let at = format!("/admin/webhooks/{}", &at.unwrap()[..32]);
    let page = system.get(&at).await.text();
    assert!(page.contains("HTTP 200") && page.contains("已送达") && !page.contains(secret));
    let fields = [("delivery", identity(3))];
    let fields = fields
        .each_ref()
        .map(|(name, value)| (*name, value.as_str()));
    let again = system.post(&at, &format!("{at}/again"), &fields).await;
    assert_eq!(again.status, 303);
    assert_eq!(send_due(&served).await.unwrap(), 1);
    let last = receiver.came().pop().unwrap();
    assert_eq!(header(&last.0, "gongkai-delivery"), identity(3));
    check_documented(secret, &last);
    let gone = system.post(&at, &format!("{at}/remove"), &[]).await;
    assert_eq!(gone.status, 303);
    assert_eq!(system.get(&at).await.status, 404);
}

/// The snippet of the documentation takes the message, and no other; where there is no Python, nobody asks.
fn check_documented(secret: &str, (head, body): &Came) {
    let text = include_str!("../../../../../docs/webhooks.md");
    let snippet = text.split("```python\n").nth(1).unwrap();
    let snippet = snippet.split("```").next().unwrap();
    let asks = "import sys\nsecret, header = sys.argv[1:]\nbody = sys.stdin.buffer.read()\n\
                year = 10 ** 9\nprint(is_ours(secret, header, body, year), \
                is_ours(secret, header, body + b' ', year), is_ours(secret + 'x', header, body, year), \
                is_ours(secret, header, body), is_ours(secret, '', body, year))";
    let mut python = Command::new("python3");
    let python = python.args(["-c", &format!("{snippet}\n{asks}"), secret]);
    let python = python.arg(header(head, "gongkai-signature"));
    let started = python.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
    let Ok(mut started) = started else {
        return;
    };
    let mut input = started.stdin.take().unwrap();
    input.write_all(body.as_bytes()).unwrap();
    drop(input);
    let said = started.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let recent = clock().as_second().abs_diff(Timestamp::now().as_second()) <= 300;
    let recent = if recent { "True" } else { "False" };
    assert_eq!(said.trim(), format!("True False False {recent} False"));
}

#[tokio::test]
async fn an_address_in_the_offices_own_network_is_refused_and_one_no_longer_allowed_is_not_sent_to()
{
    let receiver = Receiver::answering(&[200]);
    let demo = TestSite::demo().await;
    let mut system = demo.signed_in("system").await;
    let county = agency(&demo, "county").await.to_string();
    for wrong in [
        "http://cms.example.cn/x",
        "https://127.0.0.1/x",
        "https://[::ffff:10.0.0.1]/x",
        "https://user@cms.example.cn/x",
        &format!("http://{}/x", receiver.host),
    ] {
        let page = add(&mut system, &county, wrong).await;
        assert!(
            page.contains("错误：") && !page.contains("class=\"once\""),
            "{wrong}"
        );
    }
    let (site, _) = demo.telling(&receiver.host, now);
    let mut system = site.signed_in("system").await;
    let address = format!("http://{}/x", receiver.host);
    assert!(
        add(&mut system, &county, &address)
            .await
            .contains("class=\"once\"")
    );
    let mut clerk = site.signed_in("xiangzhi.clerk").await;
    withdraw(&mut clerk).await;
    let (_site, served) = site.telling("other.example.cn", now);
    assert_eq!(send_due(&served).await.unwrap(), 1);
    assert!(receiver.came().is_empty());
}
