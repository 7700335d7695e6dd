//! From which networks a role may work (互联网政务应用安全管理规定, article 19).

use super::{Grant, Role};
use core::net::IpAddr;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A range of addresses: `10.20.0.0/16`, `2001:db8::/32`, or one address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    address: IpAddr,
    bits: u8,
}

/// A text is no range of addresses.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{0}”不是网络地址。请写成 10.20.0.0/16 这样的范围，或者一个地址。")]
pub struct NoNetwork(pub String);

impl Network {
    /// Whether an address lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.address, address.to_canonical()) {
            (IpAddr::V4(own), IpAddr::V4(other)) => {
                let cut = 32_u32.saturating_sub(self.bits.into());
                own.to_bits().checked_shr(cut) == other.to_bits().checked_shr(cut)
            }
            (IpAddr::V6(own), IpAddr::V6(other)) => {
                let cut = 128_u32.saturating_sub(self.bits.into());
                own.to_bits().checked_shr(cut) == other.to_bits().checked_shr(cut)
            }
            (IpAddr::V4(_), IpAddr::V6(_)) | (IpAddr::V6(_), IpAddr::V4(_)) => false,
        }
    }
}

impl core::str::FromStr for Network {
    type Err = NoNetwork;

    fn from_str(text: &str) -> Result<Self, NoNetwork> {
        let wrong = || NoNetwork(text.to_owned());
        let (address, bits) = text
            .split_once('/')
            .map_or((text, None), |(address, bits)| (address, Some(bits)));
        let address: IpAddr = address.trim().parse().map_err(|_no| wrong())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = match bits {
            None => most,
            Some(bits) => bits.trim().parse().map_err(|_no| wrong())?,
        };
        if bits > most {
            return Err(wrong());
        }
        Ok(Self { address, bits })
    }
}

impl core::fmt::Display for Network {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}/{}", self.address, self.bits)
    }
}

impl Serialize for Network {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Network {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

/// The networks from which an agency's people may work, by role. A role that is not named may work
/// from anywhere.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Networks(pub BTreeMap<Role, Vec<Network>>);

impl Networks {
    /// Whether somebody with this grant may work from an address. The machine itself always may: that
    /// way in stays open, whatever was set.
    pub fn allow(&self, grant: &Grant, address: IpAddr) -> bool {
        let ranges = self.0.get(&grant.role);
        let inside = |ranges: &Vec<Network>| ranges.iter().any(|range| range.contains(address));
        address.to_canonical().is_loopback() || ranges.is_none_or(inside)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::AgencyId;

    fn at(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_range_holds_its_addresses_and_no_other() {
        for (range, inside, outside) in [
            ("10.20.0.0/16", "10.20.255.1", "10.21.0.1"),
            ("10.1.1.7", "10.1.1.7", "10.1.1.8"),
            ("0.0.0.0/0", "203.0.113.5", "2001:db8::1"),
            ("10.1.0.0/16", "::ffff:10.1.2.3", "::ffff:10.2.2.3"),
            ("2001:db8::/32", "2001:db8:1::1", "2001:db9::1"),
        ] {
            let network: Network = range.parse().unwrap();
            assert!(network.contains(at(inside)), "{range} {inside}");
            assert!(!network.contains(at(outside)), "{range} {outside}");
        }
        for wrong in ["", "10.1", "10.1.1.1/33", "::/129", "10.1.1.1/-1", "内网"] {
            assert!(wrong.parse::<Network>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_role_without_ranges_works_anywhere_and_the_machine_itself_is_never_shut_out() {
        let ranges = vec!["10.0.0.0/8".parse().unwrap()];
        let networks = Networks(BTreeMap::from([(Role::Approver, ranges)]));
        let grant = |role| Grant {
            role,
            agency: AgencyId::from_random(1),
        };
        let approver = grant(Role::Approver);
        assert!(networks.allow(&approver, at("10.1.1.1")));
        assert!(!networks.allow(&approver, at("203.0.113.5")));
        assert!(networks.allow(&grant(Role::Clerk), at("203.0.113.5")));
        for own in ["127.0.0.1", "::1", "::ffff:127.0.0.1"] {
            assert!(networks.allow(&approver, at(own)), "{own}");
        }
    }
}
