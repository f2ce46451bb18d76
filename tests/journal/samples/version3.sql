-- A journal as version 3 wrote it. Kept as it is: every later version must be able to open it.
CREATE TABLE entry (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, problem TEXT NOT NULL, round INTEGER NOT NULL,
    field TEXT NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL, verdict TEXT, detail TEXT NOT NULL,
    language TEXT NOT NULL, at INTEGER NOT NULL);
CREATE INDEX entry_of_problem ON entry (problem, round);
CREATE TABLE problem (name TEXT PRIMARY KEY, round INTEGER NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE standing (
    problem TEXT NOT NULL, field TEXT NOT NULL, verdict TEXT, shown INTEGER NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (problem, field)) WITHOUT ROWID;
CREATE TABLE draft (
    problem TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL,
    PRIMARY KEY (problem, field));
CREATE TABLE version (
    seq INTEGER PRIMARY KEY, problem TEXT NOT NULL, field TEXT NOT NULL, text TEXT NOT NULL,
    at INTEGER NOT NULL);
CREATE INDEX version_of_field ON version (problem, field);
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE skills (skill TEXT PRIMARY KEY, state TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE mistake (
    name TEXT PRIMARY KEY, times INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
    clear INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE slot (
    slot INTEGER PRIMARY KEY, attempts INTEGER NOT NULL, right INTEGER NOT NULL, drills INTEGER NOT NULL,
    unaided INTEGER NOT NULL, unaided_right INTEGER NOT NULL, hinted INTEGER NOT NULL,
    hinted_right INTEGER NOT NULL, seconds INTEGER NOT NULL);
INSERT INTO entry VALUES
    (1, 'f0-1', '4.1', 0, 'a', 'attempt', '7', 'wrong', '{}', 'ko', 1795442709000000),
    (2, 'f0-2', '4.1', 0, '', 'restart', '', NULL, '{}', '', 1795442710000000),
    (3, 'f0-3', '4.1', 1, 'a', 'attempt', '6', 'correct', '{}', 'ko', 1795442711000000),
    (4, 'f0-4', '4.1', 1, 'd.w1', 'attempt', '223', 'wrong',
     '{"diagnoses": [{"mistakes": ["partial.no-factor-2"], "probability": 0.9}]}', 'ko', 1795442712000001),
    (5, 'f0-5', '4.1', 1, 'd.w1', 'reveal', '', NULL, '{}', 'ko', 1795442713000000),
    (6, 'a7-1', '4.2', 0, '', 'visit', '', NULL, '{}', 'en', 1795442714000000);
INSERT INTO problem VALUES ('4.1', 1, 1795442713000000), ('4.2', 0, 1795442714000000);
INSERT INTO standing VALUES ('4.1', 'a', 'correct', 0, 1795442711000000), ('4.1', 'd.w1', 'wrong', 1, 1795442713000000);
INSERT INTO draft VALUES ('4.1', 'd.b1', '6', 1795442713000000);
INSERT INTO version VALUES
    (1, '4.3', 'a', '모라벡', 1795442709000000), (2, '4.3', 'a', '모라벡의 역설', 1795442719000000);
INSERT INTO setting VALUES ('language', 'ko');
INSERT INTO skills VALUES ('weight-deep', '{"p": 0.5, "level": 2}', 1795442712000000);
INSERT INTO mistake VALUES ('partial.no-factor-2', 1, 1795442712000001, 1795442712000001, 0);
INSERT INTO slot VALUES (1994936, 3, 1, 0, 0, 0, 0, 0, 0);
PRAGMA user_version = 3;
