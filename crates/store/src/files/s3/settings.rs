//! Where a bucket is and with what keys, and what is wrong with that before anybody is asked.

use super::S3Error;
use rusty_s3::{Bucket, UrlStyle};
use std::fmt;

/// What an office has to say about its bucket.
#[derive(Clone)]
pub struct S3Settings {
    /// `https://…`, or `http://…` where nobody listens in between.
    pub endpoint: String,
    /// The region that signatures name; services of one's own take any, often `us-east-1`.
    pub region: String,
    /// The name of the bucket; it has to be there.
    pub bucket: String,
    /// What every key begins with: empty, or folders each closed by `/`.
    pub prefix: String,
    /// The public half of the keys.
    pub access_key: String,
    /// The secret half of the keys.
    pub secret_key: String,
    /// Whether the bucket stands in the path, not before the host.
    pub path_style: bool,
}

impl fmt::Debug for S3Settings {
    /// Without the keys.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Settings")
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .field("bucket", &self.bucket)
            .field("prefix", &self.prefix)
            .field("path_style", &self.path_style)
            .finish_non_exhaustive()
    }
}

impl S3Settings {
    /// The bucket, if every setting makes sense.
    pub(super) fn bucket(&self) -> Result<Bucket, S3Error> {
        let wrong = |name, what| Err(S3Error::Setting(name, what));
        let http = ["https://", "http://"]
            .iter()
            .any(|scheme| self.endpoint.starts_with(scheme));
        // A user name would have to be a secret, a query would be lost: neither belongs here.
        if !http || self.endpoint.contains(['@', '?', '#']) {
            return wrong("endpoint", ENDPOINT);
        }
        if !is_word(&self.region) {
            return wrong("region", "要写存储桶所在的地域；自建的服务一般写 us-east-1");
        }
        if !is_word(&self.bucket) || self.bucket.bytes().all(|byte| byte == b'.') {
            return wrong(
                "bucket",
                "要写存储桶的名称，只有字母、数字、点、横线和下划线",
            );
        }
        if !is_prefix(&self.prefix) {
            return wrong(
                "prefix",
                "可以不写；写时以 / 结尾、不以 / 开头，例如 gongkai/",
            );
        }
        if self.access_key.is_empty() {
            return wrong("access_key", "不能空着，请填写访问密钥的标识");
        }
        if self.secret_key.is_empty() {
            return wrong("secret_key", "不能空着，请填写访问密钥");
        }
        let style = if self.path_style {
            UrlStyle::Path
        } else {
            UrlStyle::VirtualHost
        };
        let Ok(endpoint) = self.endpoint.parse() else {
            return wrong("endpoint", ENDPOINT);
        };
        let bucket = Bucket::new(endpoint, style, self.bucket.clone(), self.region.clone());
        bucket.or_else(|_refused| {
            wrong(
                "endpoint",
                "和 bucket 拼不成地址；按 IP 地址访问的服务，path_style 要写 true",
            )
        })
    }
}

const ENDPOINT: &str =
    "要以 https:// 或者 http:// 开头，只写域名和端口，例如 https://s3.example.gov.cn";

fn is_word(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_');
    !text.is_empty() && text.bytes().all(plain)
}

/// Empty, or names each closed by `/`; a URL cannot say `.` and `..`.
fn is_prefix(text: &str) -> bool {
    let folder = |part: &str| is_word(part) && part != "." && part != "..";
    match text.strip_suffix('/') {
        Some(parts) => parts.split('/').all(folder),
        None => text.is_empty(),
    }
}
