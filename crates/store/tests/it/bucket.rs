//! A fresh bucket for each test.

use crate::bed::{unique, variable};
use gongkai_store::files::S3Settings;
use rusty_s3::actions::ListObjectsV2;
use rusty_s3::{Credentials, S3Action, UrlStyle};
use std::time::Duration;

/// A bucket that is gone when the test is over.
pub(crate) struct Bucket {
    endpoint: String,
    handle: rusty_s3::Bucket,
    keys: Credentials,
}

/// What the test keeps its files under.
const PREFIX: &str = "office/annex/";

impl Bucket {
    pub(crate) fn fresh() -> Option<Self> {
        let Some(endpoint) = variable("GONGKAI_TEST_S3") else {
            let required = variable("GONGKAI_TEST_S3_REQUIRED").as_deref() == Some("1");
            assert!(!required, "GONGKAI_TEST_S3 names no service: run .ci/s3");
            return None;
        };
        let name = unique().replace('_', "-");
        let url = endpoint.parse().unwrap();
        let made = Self {
            handle: rusty_s3::Bucket::new(url, UrlStyle::Path, name, "us-east-1").unwrap(),
            keys: Credentials::new("test", "test"),
            endpoint,
        };
        let url = signed(&made.handle.create_bucket(&made.keys));
        ureq::put(url).send_empty().unwrap();
        Some(made)
    }

    pub(crate) fn settings(&self) -> S3Settings {
        S3Settings {
            endpoint: self.endpoint.clone(),
            region: "us-east-1".to_owned(),
            bucket: self.handle.name().to_owned(),
            prefix: PREFIX.to_owned(),
            access_key: "test".to_owned(),
            secret_key: "test".to_owned(),
            path_style: true,
        }
    }

    /// Does to a file what somebody with a tool of their own can do: other bytes, or none.
    pub(crate) fn change(&self, place: &str, bytes: Option<&[u8]>) {
        let key = format!("{PREFIX}{place}");
        match bytes {
            Some(bytes) => {
                let url = signed(&self.handle.put_object(Some(&self.keys), &key));
                ureq::put(url).send(bytes).unwrap();
            }
            None => self.remove(&key),
        }
    }

    fn remove(&self, key: &str) {
        let url = signed(&self.handle.delete_object(Some(&self.keys), key));
        ureq::delete(url).call().unwrap();
    }
}

impl Drop for Bucket {
    fn drop(&mut self) {
        let url = signed(&self.handle.list_objects_v2(Some(&self.keys)));
        let text = ureq::get(url).call().unwrap().body_mut().read_to_string();
        let left = ListObjectsV2::parse_response(&text.unwrap()).unwrap();
        for object in left.contents {
            self.remove(&object.key);
        }
        let url = signed(&self.handle.delete_bucket(&self.keys));
        ureq::delete(url).call().unwrap();
    }
}

fn signed<'a>(action: &impl S3Action<'a>) -> String {
    action.sign(Duration::from_mins(1)).into()
}
