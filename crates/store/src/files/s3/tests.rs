//! The store against services that do as they please.

use super::exchange::Limits;
use super::{FileError, S3Error, S3Settings, S3Store};
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

/// What the service does with a connection: answers with status line, headers and body, breaks
/// off in the middle of an answer, or stays mute.
enum Turn {
    Says(&'static str, String),
    BreaksOff,
    Mute,
}

/// A service that takes one turn per connection, and the first lines of what it was asked.
fn service(turns: Vec<Turn>) -> (String, Receiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let (asked, heard) = channel();
    std::thread::spawn(move || {
        let mut mute = Vec::new();
        for turn in turns {
            let (mut stream, _) = listener.accept().unwrap();
            asked.send(request(&stream)).unwrap();
            match turn {
                Turn::Mute => mute.push(stream),
                Turn::BreaksOff => {
                    let _gone = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nab");
                }
                Turn::Says(head, body) => {
                    let length = body.len();
                    let _gone = write!(
                        stream,
                        "HTTP/1.1 {head}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
                    );
                }
            }
        }
        // Whoever waits for an answer goes on waiting.
        std::thread::sleep(Duration::from_secs(if mute.is_empty() { 0 } else { 5 }));
    });
    (endpoint, heard)
}

fn request(stream: &TcpStream) -> String {
    let mut reader = BufReader::new(stream);
    let mut first = String::new();
    reader.read_line(&mut first).unwrap();
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).unwrap();
        if line.trim().is_empty() {
            break;
        }
        if let Some(value) = line.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    reader.take(length).read_to_end(&mut Vec::new()).unwrap();
    first
}

fn says(head: &'static str, body: &str) -> Turn {
    Turn::Says(head, body.to_owned())
}

fn settings(endpoint: &str) -> S3Settings {
    S3Settings {
        endpoint: endpoint.to_owned(),
        region: "us-east-1".to_owned(),
        bucket: "annex".to_owned(),
        prefix: "office/".to_owned(),
        access_key: "the-access-key".to_owned(),
        secret_key: "the-secret-key".to_owned(),
        path_style: true,
    }
}

fn store(endpoint: &str) -> S3Store {
    let limits = Limits {
        connect: Duration::from_millis(500),
        whole: Duration::from_millis(1500),
        pause: Duration::from_millis(10),
        largest: 2000,
    };
    S3Store::with_limits(settings(endpoint), limits).unwrap()
}

fn s3_error<T>(result: Result<T, FileError>) -> S3Error {
    match result {
        Err(FileError::S3(error)) => error,
        Err(other) => panic!("{other}"),
        Ok(_) => panic!("it succeeded"),
    }
}

#[test]
fn bytes_that_are_not_those_of_the_digest_are_refused() {
    let (endpoint, heard) = service(vec![says("200 OK", "abd"), says("200 OK", "abc")]);
    let store = store(&endpoint);
    assert!(matches!(store.get(ABC), Err(FileError::Altered(_))));
    assert_eq!(store.get(ABC).unwrap(), b"abc");
    let asked = heard.recv().unwrap();
    assert!(asked.starts_with(&format!("GET /annex/office/ba/78/{ABC}?")));
}

#[test]
fn a_service_that_fails_is_asked_again_and_a_refusal_stands() {
    let failed = || says("500 Internal Server Error", "");
    let (endpoint, heard) = service(vec![failed(), failed(), failed(), says("200 OK", "")]);
    assert_eq!(store(&endpoint).put(b"abc").unwrap(), ABC);
    assert_eq!(
        heard.iter().filter(|line| line.starts_with("PUT")).count(),
        4
    );

    let (endpoint, heard) = service((0..4).map(|_| failed()).collect());
    let error = s3_error(store(&endpoint).put(b"abc"));
    assert!(matches!(error, S3Error::Failed { status: 500, .. }));
    assert_eq!(heard.iter().count(), 4);

    let body = "<Error><Code>SignatureDoesNotMatch</Code><Key>the-access-key</Key></Error>";
    let (endpoint, heard) = service(vec![says("403 Forbidden", body)]);
    let error = s3_error(store(&endpoint).put(b"abc"));
    assert!(matches!(&error, S3Error::Denied { code } if code == "SignatureDoesNotMatch"));
    assert_eq!(heard.iter().count(), 1);
}

#[test]
fn an_answer_that_breaks_off_is_asked_for_again() {
    let (endpoint, heard) = service(vec![Turn::BreaksOff, says("200 OK", "abc")]);
    assert_eq!(store(&endpoint).get(ABC).unwrap(), b"abc");
    assert_eq!(heard.iter().count(), 2);
}

#[test]
fn nothing_counts_as_kept_but_what_is_answered_with_200() {
    for head in ["202 Accepted", "204 No Content"] {
        let (endpoint, _heard) = service(vec![says(head, "")]);
        assert!(store(&endpoint).put(b"abc").is_err(), "{head}");
    }
}

#[test]
fn a_redirect_is_not_followed() {
    let (elsewhere, visited) = service(vec![says("200 OK", "abc")]);
    let head = format!("307 Temporary Redirect\r\nLocation: {elsewhere}/abc");
    let turns = || {
        vec![Turn::Says(
            Box::leak(head.clone().into_boxed_str()),
            String::new(),
        )]
    };
    let (endpoint, _heard) = service(turns());
    assert_eq!(s3_error(store(&endpoint).get(ABC)), S3Error::Elsewhere(307));
    let (endpoint, _heard) = service(turns());
    assert_eq!(
        s3_error(store(&endpoint).put(b"abc")),
        S3Error::Elsewhere(307)
    );
    assert!(visited.try_recv().is_err());
}

#[test]
fn a_mute_service_is_not_waited_for_longer_than_the_limit() {
    let (endpoint, _heard) = service(vec![Turn::Mute]);
    let begun = Instant::now();
    assert_eq!(s3_error(store(&endpoint).get(ABC)), S3Error::TimedOut);
    assert!(begun.elapsed() < Duration::from_secs(4));
}

#[test]
fn where_nobody_listens_the_store_is_not_reached() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = s3_error(store(&endpoint).check());
    assert!(matches!(error, S3Error::Unreachable(_)));
}

#[test]
fn what_is_larger_than_a_file_is_neither_put_nor_read() {
    let (endpoint, _heard) = service(vec![Turn::Says("200 OK", "x".repeat(2001))]);
    assert_eq!(s3_error(store(&endpoint).get(ABC)), S3Error::TooLarge);
    let nobody = store("http://127.0.0.1:9");
    assert_eq!(s3_error(nobody.put(&[0; 2001])), S3Error::TooLarge);
}

#[test]
fn a_lacking_file_and_a_lacking_bucket_are_told_apart() {
    let lacking = |code: &str| {
        let body = format!("<Error><Code>{code}</Code></Error>");
        service(vec![Turn::Says("404 Not Found", body)])
    };
    let (endpoint, _heard) = lacking("NoSuchKey");
    assert!(matches!(
        store(&endpoint).get(ABC),
        Err(FileError::Missing(_))
    ));
    let (endpoint, _heard) = lacking("NoSuchBucket");
    assert_eq!(s3_error(store(&endpoint).get(ABC)), S3Error::NoBucket);
    let (endpoint, _heard) = lacking("NoSuchBucket");
    assert_eq!(s3_error(store(&endpoint).exists(ABC)), S3Error::NoBucket);
}

fn page(keys: &[String], token: &str) -> Turn {
    let contents = keys
        .iter()
        .map(|key| format!("<Contents><Key>{key}</Key></Contents>"));
    let more = !token.is_empty();
    Turn::Says(
        "200 OK",
        format!(
            "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">{}\
             <IsTruncated>{more}</IsTruncated><NextContinuationToken>{token}</NextContinuationToken>\
             </ListBucketResult>",
            contents.collect::<String>()
        ),
    )
}

#[test]
fn a_listing_goes_on_to_the_last_page_and_names_only_what_stands_in_its_place() {
    let key = |digit: &str| {
        let digest = digit.repeat(64);
        format!("office/{digit}{digit}/{digit}{digit}/{digest}")
    };
    let astray = [
        format!("office/{ABC}"),
        "office/readme".to_owned(),
        key("G"),
    ];
    let first = [&[key("b")][..], &astray].concat();
    let turns = vec![page(&first, "t1"), page(&[], "t2"), page(&[key("a")], "")];
    let (endpoint, heard) = service(turns);
    assert_eq!(
        store(&endpoint).list().unwrap(),
        ["a".repeat(64), "b".repeat(64)]
    );
    let asked: Vec<String> = heard.iter().collect();
    assert!(asked[0].contains("prefix=office%2F") && !asked[0].contains("continuation"));
    assert!(asked[1].contains("continuation-token=t1"));
    assert!(asked[2].contains("continuation-token=t2"));

    let (endpoint, _heard) = service(vec![page(&[], "t1"), page(&[], "t1")]);
    assert_eq!(s3_error(store(&endpoint).list()), S3Error::Answer);
}

#[test]
fn keys_show_neither_in_debug_output_nor_in_an_error() {
    let given = settings("http://127.0.0.1:9");
    let store = store(&given.endpoint);
    let error = s3_error(store.get(ABC));
    for text in [
        format!("{given:?}"),
        format!("{:?}", super::super::FileStore::S3(store)),
        format!("{error:?} {error}"),
    ] {
        assert!(!text.contains("the-"), "{text}");
        assert!(!text.contains("X-Amz"), "{text}");
    }
}

#[test]
fn a_setting_that_makes_no_sense_is_named() {
    let named = |change: &dyn Fn(&mut S3Settings)| {
        let mut settings = settings("https://s3.example.gov.cn");
        change(&mut settings);
        match S3Store::new(settings) {
            Err(S3Error::Setting(name, _)) => name,
            Err(other) => panic!("{other}"),
            Ok(_) => "",
        }
    };
    assert_eq!(named(&|_| ()), "");
    assert_eq!(named(&|it| it.prefix = String::new()), "");
    for wrong in [
        "s3.example.gov.cn",
        "ftp://a",
        "https://u:p@a",
        "https://a?b",
        "https://",
    ] {
        assert_eq!(
            named(&|it| wrong.clone_into(&mut it.endpoint)),
            "endpoint",
            "{wrong}"
        );
    }
    for wrong in ["a", "/a/", "a//", "../", "a/./", "/"] {
        assert_eq!(
            named(&|it| wrong.clone_into(&mut it.prefix)),
            "prefix",
            "{wrong}"
        );
    }
    for wrong in ["", "a/b", "..", "a b"] {
        assert_eq!(
            named(&|it| wrong.clone_into(&mut it.bucket)),
            "bucket",
            "{wrong}"
        );
    }
    assert_eq!(named(&|it| it.region.clear()), "region");
    assert_eq!(named(&|it| it.access_key.clear()), "access_key");
    assert_eq!(named(&|it| it.secret_key.clear()), "secret_key");
    let by_number = |it: &mut S3Settings| {
        "http://10.0.0.1:9000".clone_into(&mut it.endpoint);
        it.path_style = false;
    };
    assert_eq!(named(&by_number), "endpoint");
}
