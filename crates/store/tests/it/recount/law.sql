-- The tables of the annual report by the words of the law, beside the program and without it: what is on
-- record as flat facts, and what the notices say of where each is counted. The arithmetic is in count.sql.

CREATE TABLE report (set_no INTEGER PRIMARY KEY, form TEXT, first TEXT, last TEXT, last_before TEXT);
CREATE TABLE request (set_no INTEGER, id INTEGER, kind TEXT, received TEXT, outcome TEXT, ended TEXT);
CREATE TABLE dispute (set_no INTEGER, id INTEGER, road TEXT, filed TEXT, ruling TEXT, ruled TEXT,
                      appealed TEXT, ruling_again TEXT, ruled_again TEXT);
CREATE TABLE normative (set_no INTEGER, id INTEGER, made TEXT, published TEXT, repealed TEXT);
CREATE TABLE power (set_no INTEGER, id INTEGER, kind TEXT, since TEXT, until TEXT);
CREATE TABLE fee (set_no INTEGER, id INTEGER, since TEXT, until TEXT);
CREATE TABLE decision (set_no INTEGER, id INTEGER, day TEXT, kind TEXT, number INTEGER);
CREATE TABLE procurement (set_no INTEGER, id INTEGER, day TEXT, projects INTEGER, amount TEXT);
CREATE TABLE typed (set_no INTEGER, cell TEXT, text TEXT, PRIMARY KEY (set_no, cell));

-- The record that was changed between a set and the set with the number one million higher.
CREATE TABLE touched (set_no INTEGER PRIMARY KEY, id INTEGER);

-- What each record adds to which cell; which ledgers were in use; what each cell says.
CREATE TABLE contribution (set_no INTEGER, id INTEGER, ledger TEXT, cell TEXT, n INTEGER);
CREATE TABLE in_use (set_no INTEGER, ledger TEXT, PRIMARY KEY (set_no, ledger));
CREATE TABLE cell (set_no INTEGER, cell TEXT, said TEXT, PRIMARY KEY (set_no, cell));
CREATE INDEX contribution_of ON contribution (set_no, cell);

-- Section three: 国办公开办函〔2019〕60号 and 〔2021〕30号, 三、本年度办理结果. The form of 2019 has one row
-- for all that is 其他处理, that of 2021 has three.
CREATE TABLE outcome_row (outcome TEXT, form_2019 TEXT, form_2021 TEXT);
INSERT INTO outcome_row VALUES
  ('granted', 'requests.granted', 'requests.granted'),
  ('already-public', 'requests.granted', 'requests.granted'),
  ('partially-granted', 'requests.partially_granted', 'requests.partially_granted'),
  ('state-secret', 'requests.refused.state_secret', 'requests.refused.state_secret'),
  ('prohibited-by-law', 'requests.refused.prohibited_by_law', 'requests.refused.prohibited_by_law'),
  ('security-and-stability', 'requests.refused.security_and_stability', 'requests.refused.security_and_stability'),
  ('third-party-rights', 'requests.refused.third_party_rights', 'requests.refused.third_party_rights'),
  ('internal-affairs', 'requests.refused.internal_affairs', 'requests.refused.internal_affairs'),
  ('process-information', 'requests.refused.process_information', 'requests.refused.process_information'),
  ('enforcement-file', 'requests.refused.enforcement_file', 'requests.refused.enforcement_file'),
  ('administrative-query', 'requests.refused.administrative_query', 'requests.refused.administrative_query'),
  ('not-existing', 'requests.unavailable.not_held', 'requests.unavailable.not_held'),
  ('not-of-this-agency', 'requests.unavailable.not_held', 'requests.unavailable.not_held'),
  ('needs-creation', 'requests.unavailable.needs_creation', 'requests.unavailable.needs_creation'),
  ('still-unclear', 'requests.unavailable.still_unclear', 'requests.unavailable.still_unclear'),
  ('petition', 'requests.not_processed.petition', 'requests.not_processed.petition'),
  ('repeat', 'requests.not_processed.repeat', 'requests.not_processed.repeat'),
  ('publication', 'requests.not_processed.publication', 'requests.not_processed.publication'),
  ('excessive', 'requests.not_processed.excessive', 'requests.not_processed.excessive'),
  ('confirm-or-reissue', 'requests.not_processed.confirm_or_reissue', 'requests.not_processed.confirm_or_reissue'),
  ('uncorrected', 'requests.other', 'requests.other.uncorrected'),
  ('unpaid', 'requests.other', 'requests.other.unpaid'),
  ('withdrawn', 'requests.other', 'requests.other.other'),
  ('merged', 'requests.other', 'requests.other.other'),
  ('record-correction', 'requests.other', 'requests.other.other'),
  ('other', 'requests.other', 'requests.other.other');

-- Section four: the rows and the columns.
CREATE TABLE road_row (road TEXT, row TEXT);
INSERT INTO road_row VALUES
  ('行政复议', 'reconsideration'),
  ('未经复议直接起诉', 'litigation.direct'),
  ('复议后起诉', 'litigation.after_reconsideration');
CREATE TABLE ruling_column (ruling TEXT, col TEXT);
INSERT INTO ruling_column VALUES
  ('维持', 'upheld'), ('驳回诉讼请求', 'upheld'),
  ('撤销', 'corrected'), ('变更', 'corrected'), ('责令（判决）履行', 'corrected'), ('确认违法', 'corrected'),
  ('撤回', 'other'), ('不予受理（立案）', 'other'), ('驳回申请（起诉）', 'other'), ('调解、和解', 'other');

-- Section two: the ledger over which a cell is counted once it is in use; until then a person says it.
-- 规章 are made by nobody below the city with districts (立法法), so their cells are zero.
CREATE TABLE asked (form TEXT, cell TEXT, ledger TEXT);
INSERT INTO asked VALUES
  ('2019', 'proactive.normative_documents.made', 'normative'),
  ('2019', 'proactive.normative_documents.published', 'normative'),
  ('2019', 'proactive.normative_documents.total', 'normative'),
  ('2019', 'proactive.permits.prior_items', 'power'),
  ('2019', 'proactive.permits.change', 'power'),
  ('2019', 'proactive.permits.decisions', 'decision'),
  ('2019', 'proactive.other_services.prior_items', 'power'),
  ('2019', 'proactive.other_services.change', 'power'),
  ('2019', 'proactive.other_services.decisions', 'decision'),
  ('2019', 'proactive.penalties.prior_items', 'power'),
  ('2019', 'proactive.penalties.change', 'power'),
  ('2019', 'proactive.penalties.decisions', 'decision'),
  ('2019', 'proactive.coercive_measures.prior_items', 'power'),
  ('2019', 'proactive.coercive_measures.change', 'power'),
  ('2019', 'proactive.coercive_measures.decisions', 'decision'),
  ('2019', 'proactive.fees.prior_items', 'fee'),
  ('2019', 'proactive.fees.change', 'fee'),
  ('2019', 'proactive.procurement.items', 'procurement'),
  ('2019', 'proactive.procurement.amount', 'procurement'),
  ('2021', 'proactive.normative_documents.issued', 'normative'),
  ('2021', 'proactive.normative_documents.repealed', 'normative'),
  ('2021', 'proactive.normative_documents.in_force', 'normative'),
  ('2021', 'proactive.permits.decisions', 'decision'),
  ('2021', 'proactive.penalties.decisions', 'decision'),
  ('2021', 'proactive.coercive_measures.decisions', 'decision'),
  ('2021', 'proactive.fees.amount', 'none');
