//! Addresses to which the office may open a connection: by HTTPS into the public network, and nowhere
//! into its own but where the operator has named the host.

use core::fmt;
use core::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use core::str::FromStr;

/// Characters of an address at most.
const LONGEST: usize = 500;

/// An address as `https://host:port/path`: without a name and password, without a fragment, and in
/// characters that every reader of addresses takes apart in the same way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    text: String,
    https: bool,
    host: String,
    port: u16,
}

/// A text is no such address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "网址要写成 https://www.example.gov.cn/notify 的样子：https 开头，后面是主机名和路径，没有用户名和井号，最多500个字符。"
)]
pub struct NoAddress;

/// A text names no host.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是主机。请写成 cms.example.gov.cn、10.1.2.3 或者 10.1.2.3:8080。")]
pub struct NoHost(pub String);

impl Address {
    /// The whole address.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Host and port, as they are shown.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// Whether it may be sent to: by HTTPS, and not straight to an address of the office's own network,
    /// or by the operator's leave. What a name leads to is checked when it is sent.
    pub fn may(&self, allowed: &[AllowedHost]) -> bool {
        if self.is_allowed(allowed) {
            return true;
        }
        self.https && self.host.parse::<IpAddr>().map_or(true, is_public)
    }

    /// Whether the operator has named its host.
    pub fn is_allowed(&self, allowed: &[AllowedHost]) -> bool {
        allowed.iter().any(|one| {
            let port = one.port.is_none_or(|port| port == self.port);
            port && one.host == self.host
        })
    }
}

impl FromStr for Address {
    type Err = NoAddress;

    fn from_str(text: &str) -> Result<Self, NoAddress> {
        let text = text.trim();
        let plain = |c: char| c.is_ascii_graphic() && !"\\\"'<>#@^`{|}".contains(c);
        if text.len() > LONGEST || !text.chars().all(plain) {
            return Err(NoAddress);
        }
        let (https, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(NoAddress),
        };
        let place = rest.split(['/', '?']).next().unwrap_or(rest);
        let (host, port) = host_and_port(place).ok_or(NoAddress)?;
        let usual = if https { 443 } else { 80 };
        Ok(Self {
            text: text.to_owned(),
            https,
            host,
            port: port.unwrap_or(usual),
        })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// A host that the operator has named: it may lie in the office's own network and need not speak HTTPS.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AllowedHost {
    host: String,
    /// Its only port; any, where there is none.
    port: Option<u16>,
}

impl FromStr for AllowedHost {
    type Err = NoHost;

    fn from_str(text: &str) -> Result<Self, NoHost> {
        let found = host_and_port(text.trim());
        let (host, port) = found.ok_or_else(|| NoHost(text.to_owned()))?;
        Ok(Self { host, port })
    }
}

/// A host in lower case, without the brackets of an address of version 6, and its port.
fn host_and_port(text: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match text.strip_prefix('[') {
        Some(rest) => {
            let (inside, behind) = rest.split_once(']')?;
            inside.parse::<Ipv6Addr>().ok()?;
            (
                inside,
                behind
                    .strip_prefix(':')
                    .map(Some)
                    .or(behind.is_empty().then_some(None))?,
            )
        }
        None => match text.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (text, None),
        },
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-.:_".contains(c);
    if host.is_empty() || !host.chars().all(is_name) || host.starts_with('.') {
        return None;
    }
    let port = match port {
        None => None,
        Some(digits) => Some(digits.parse::<u16>().ok().filter(|port| *port > 0)?),
    };
    Some((host.to_ascii_lowercase(), port))
}

/// Whether an address lies in the public network.
///
/// Not on this machine, in a private, shared or local network, not a group, not set aside, not where a
/// cloud tells a machine its secrets, and not one that carries another address inside.
pub fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

fn is_public_v4(address: Ipv4Addr) -> bool {
    let octets = address.octets();
    // This network, private (RFC 1918), this machine; groups, and what was never given out.
    let own = matches!(
        octets,
        [0 | 10 | 127 | 224..=255, ..] | [172, 16..=31, ..] | [192, 168, ..]
    );
    // Shared behind carriers (RFC 6598) and local to the link: with the metadata of clouds in both, and
    // that of another apart.
    let shared = matches!(
        octets,
        [100, 64..=127, ..] | [169, 254, ..] | [168, 63, 129, 16]
    );
    // For protocols, examples, old relays and measurements.
    let set_aside = matches!(
        octets,
        [192, 0, 0 | 2, _]
            | [192, 88, 99, _]
            | [198, 18 | 19, ..]
            | [198, 51, 100, _]
            | [203, 0, 113, _]
    );
    !(own || shared || set_aside)
}

/// Only what is given out (`2000::/3`), without the parts of it that are no ordinary address.
fn is_public_v6(address: Ipv6Addr) -> bool {
    let given_out = matches!(address.segments(), [0x2000..=0x3fff, ..]);
    // Protocols, among them the tunnel that carries addresses of version 4; examples; addresses of
    // version 4 inside.
    let special = matches!(
        address.segments(),
        [0x2001, 0..=0x01ff | 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] | [0x2002, ..]
    );
    given_out && !special
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> Result<Address, NoAddress> {
        text.parse()
    }

    const INSIDE: &str = "127.0.0.1 127.8.8.8 0.0.0.0 0.1.2.3 10.0.0.1 172.16.0.1 172.31.255.255 \
        192.168.1.1 169.254.1.1 169.254.169.254 100.64.0.1 100.100.100.200 \
        100.127.255.255 192.0.0.192 168.63.129.16 192.0.2.1 198.18.0.1 198.51.100.7 \
        203.0.113.9 192.88.99.1 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: \
        ::1 ::ffff:127.0.0.1 ::ffff:10.1.2.3 ::ffff:169.254.169.254 ::7f00:1 \
        64:ff9b::7f00:1 64:ff9b:1::a00:1 2002:7f00:1:: 2001:0:1::1 2001:db8::1 3fff::1 \
        fe80::1 fec0::1 fc00::1 fd00:ec2::254 ff02::1 100::1 5f00::1";
    const OUTSIDE: &str = "8.8.8.8 1.1.1.1 100.63.255.255 100.128.0.1 172.15.0.1 172.32.0.1 192.167.1.1 \
        169.253.1.1 223.255.255.255 ::ffff:8.8.8.8 2400:3200::1 2606:4700::1111";

    #[test]
    fn only_addresses_of_the_public_network_are_public() {
        for (addresses, public) in [(INSIDE, false), (OUTSIDE, true)] {
            for address in addresses.split_whitespace() {
                assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
            }
        }
    }

    #[test]
    fn an_address_says_its_host_in_one_way_only() {
        let read = |text| address(text).map(|one| (one.host, one.port, one.https));
        let of = |host: &str, port, https| Ok((host.to_owned(), port, https));
        assert_eq!(
            read("https://A.Example.cn/x?y=1"),
            of("a.example.cn", 443, true)
        );
        assert_eq!(read("http://10.1.2.3:8080"), of("10.1.2.3", 8080, false));
        assert_eq!(
            read("https://[2400:3200::1]:444/"),
            of("2400:3200::1", 444, true)
        );
        for wrong in [
            "",
            "example.cn",
            "ftp://a.cn",
            "https://",
            "https:///x",
            "https://a.cn#x",
            "https://user@a.cn/",
            "https://a.cn\\@b.cn/",
            "https://a.cn:0/",
            "https://a.cn:70000/",
            "https://a.cn:8x/",
            "https://[::1",
            "https://[::1]x/",
            "https://a:b:c/",
            "https://海滨.cn/",
            "https://a .cn/",
            "https://.a.cn/",
            "HTTPS://a.cn/",
        ] {
            assert_eq!(read(wrong), Err(NoAddress), "{wrong}");
        }
        assert!(address(&format!("https://a.cn/{}", "x".repeat(500))).is_err());
    }

    #[test]
    fn plain_http_and_the_offices_own_network_need_the_operators_leave() {
        let may = |text: &str, allowed: &[&str]| {
            let allowed: Vec<_> = allowed.iter().map(|one| one.parse().unwrap()).collect();
            address(text).unwrap().may(&allowed)
        };
        assert!(may("https://cms.example.cn/", &[]));
        assert!(!may("http://cms.example.cn/", &[]));
        assert!(!may("https://10.1.2.3/", &[]));
        assert!(!may("https://[::1]/", &[]));
        assert!(may("http://10.1.2.3/", &["10.1.2.3"]));
        assert!(may("http://10.1.2.3:81/", &["10.1.2.3:81"]));
        assert!(!may("http://10.1.2.3:82/", &["10.1.2.3:81"]));
        assert!(!may("http://10.1.2.30/", &["10.1.2.3"]));
        assert!(may("https://[::1]:8443/", &["[::1]:8443"]));
        assert!("10.1.2.3/8".parse::<AllowedHost>().is_err());
    }
}
