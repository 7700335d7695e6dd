//! Administration: agencies, accounts, events.
