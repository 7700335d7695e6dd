//! The roles of a disclosure office.

use serde::{Deserialize, Serialize};

/// What a person may be in an agency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// 经办人员: registers, fills in, submits, posts.
    Clerk,
    /// 审核人员: head of a section, member of the reviewing group.
    Reviewer,
    /// 审签人员: the leader in charge or the principal leader.
    Approver,
    /// 保密审查人员.
    SecrecyOfficer,
    /// 档案人员: hands over to archive and library.
    Archivist,
    /// 监督人员 of a superior office: sees what the offices under it have registered and published.
    Supervisor,
    /// 审计查看: reads what happened to information and the event log of its agency.
    Auditor,
    /// 系统管理员: agencies, channels, settings; no information.
    SystemAdministrator,
    /// 安全管理员: accounts and roles; no information.
    SecurityAdministrator,
    /// 审计管理员: the event log; no information.
    AuditAdministrator,
}

impl Role {
    /// All of them, in the order of a list to choose from.
    pub const ALL: [Self; 10] = [
        Self::Clerk,
        Self::Reviewer,
        Self::SecrecyOfficer,
        Self::Approver,
        Self::Archivist,
        Self::Supervisor,
        Self::Auditor,
        Self::SystemAdministrator,
        Self::SecurityAdministrator,
        Self::AuditAdministrator,
    ];

    /// Its mark in files and forms.
    pub fn code(self) -> &'static str {
        match self {
            Self::Clerk => "clerk",
            Self::Reviewer => "reviewer",
            Self::Approver => "approver",
            Self::SecrecyOfficer => "secrecy_officer",
            Self::Archivist => "archivist",
            Self::Supervisor => "supervisor",
            Self::Auditor => "auditor",
            Self::SystemAdministrator => "system_administrator",
            Self::SecurityAdministrator => "security_administrator",
            Self::AuditAdministrator => "audit_administrator",
        }
    }

    /// Its name on a page.
    pub fn zh(self) -> &'static str {
        match self {
            Self::Clerk => "经办人员",
            Self::Reviewer => "审核人员",
            Self::Approver => "审签领导",
            Self::SecrecyOfficer => "保密审查人员",
            Self::Archivist => "档案人员",
            Self::Supervisor => "监督人员",
            Self::Auditor => "审计查看人员",
            Self::SystemAdministrator => "系统管理员",
            Self::SecurityAdministrator => "安全管理员",
            Self::AuditAdministrator => "审计管理员",
        }
    }

    /// The role of this mark.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }

    /// Whether the role works with information that is not public in its own agency.
    pub fn handles_information(self) -> bool {
        match self {
            Self::Clerk
            | Self::Reviewer
            | Self::Approver
            | Self::SecrecyOfficer
            | Self::Archivist
            | Self::Auditor => true,
            Self::Supervisor
            | Self::SystemAdministrator
            | Self::SecurityAdministrator
            | Self::AuditAdministrator => false,
        }
    }

    /// The three administrators, who are separated: none holds another's role, none handles
    /// information.
    pub fn is_administrator(self) -> bool {
        matches!(
            self,
            Self::SystemAdministrator | Self::SecurityAdministrator | Self::AuditAdministrator
        )
    }

    /// Whether one person may hold both (separation of administrators, GB/T 22239).
    pub fn goes_with(self, other: Self) -> bool {
        self == other || !(self.is_administrator() || other.is_administrator())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_administrator_is_another_administrator_or_handles_information() {
        for role in Role::ALL {
            for other in Role::ALL {
                let separated =
                    role != other && (role.is_administrator() || other.is_administrator());
                assert_eq!(role.goes_with(other), !separated);
            }
            assert!(!(role.is_administrator() && role.handles_information()));
            assert_eq!(Role::of_code(role.code()), Some(role));
        }
    }
}
