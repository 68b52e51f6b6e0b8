-- The bytes of documents: which are known, which are here, and what the cloud has of them. The bytes themselves lie
-- encrypted in store/blobs, by their SHA-256 (docs/sync.md, "Blobs").

ALTER TABLE documents ADD COLUMN code TEXT;
ALTER TABLE documents ADD COLUMN note TEXT;
ALTER TABLE documents ADD COLUMN addedBy TEXT;
ALTER TABLE documents ADD COLUMN addedAt TEXT;
ALTER TABLE documents ADD COLUMN addedOn TEXT;
ALTER TABLE documents ADD COLUMN wrong TEXT;
-- [[sha, size], ...] of its attachments that are blobs; null where there is none
ALTER TABLE documents ADD COLUMN files TEXT;

-- A row is the cloud's word that it has the bytes.
CREATE TABLE stored_blobs (
  id       TEXT PRIMARY KEY,
  version  INTEGER NOT NULL,
  sha256   TEXT NOT NULL,
  size     INTEGER NOT NULL,
  storedAt TEXT NOT NULL
) STRICT;
CREATE INDEX stored_blobs_by_sha ON stored_blobs (sha256);

-- Never travels. `size`, `sent`, `got`: bytes. `since`: ISO 8601, or empty.
CREATE TABLE blob (
  sha      TEXT PRIMARY KEY,
  size     INTEGER NOT NULL,
  since    TEXT NOT NULL,
  -- its file is in store/blobs, whole
  here     INTEGER NOT NULL DEFAULT 0 CHECK (here IN (0, 1)),
  madeHere INTEGER NOT NULL DEFAULT 0 CHECK (madeHere IN (0, 1)),
  -- 1: the log says that the cloud has it; 2: the log said so, and its history is being read again
  stored   INTEGER NOT NULL DEFAULT 0 CHECK (stored IN (0, 1, 2)),
  -- what the cloud has of it, and what has come from the cloud, as far as is known here
  sent     INTEGER NOT NULL DEFAULT 0,
  got      INTEGER NOT NULL DEFAULT 0,
  -- why it needs a person
  fault    TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX blob_to_send ON blob (since) WHERE here = 1 AND stored = 0;
CREATE INDEX blob_to_get ON blob (since) WHERE here = 0;
CREATE INDEX blob_faults ON blob (since) WHERE fault IS NOT NULL;

-- Which document shows it.
CREATE TABLE document_file (
  sha        TEXT NOT NULL,
  documentId TEXT NOT NULL,
  PRIMARY KEY (sha, documentId)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_file_by_document ON document_file (documentId);

-- Chosen for a document that is not added yet. Kept for as long as its owner's draft is.
CREATE TABLE staged_file (
  sha         TEXT NOT NULL,
  owner       TEXT NOT NULL,
  patientId   TEXT NOT NULL,
  contentType TEXT NOT NULL,
  at          TEXT NOT NULL,
  PRIMARY KEY (sha, owner, patientId)
) STRICT, WITHOUT ROWID;

-- What documents and the cloud's word change is followed in the same transaction, whoever writes them. Nothing here leaves it
-- to OR IGNORE: a row that is written over another takes its own way with conflicts into the trigger.
CREATE TRIGGER documents_files_i AFTER INSERT ON documents WHEN new.files IS NOT NULL BEGIN
  INSERT INTO document_file (sha, documentId) SELECT DISTINCT value ->> 0, new.id FROM json_each(new.files);
  INSERT INTO blob (sha, size, since, stored)
    SELECT value ->> 0, max(value ->> 1), coalesce(new.addedAt, new.date, ''),
      EXISTS (SELECT 1 FROM stored_blobs WHERE sha256 = value ->> 0 AND version > 0)
    FROM json_each(new.files)
    WHERE NOT EXISTS (SELECT 1 FROM blob WHERE sha = value ->> 0) GROUP BY value ->> 0;
END;
CREATE TRIGGER documents_files_u AFTER UPDATE OF files ON documents WHEN new.files IS NOT old.files BEGIN
  DELETE FROM document_file WHERE documentId = old.id;
  INSERT INTO document_file (sha, documentId)
    SELECT DISTINCT value ->> 0, new.id FROM json_each(coalesce(new.files, '[]'));
  INSERT INTO blob (sha, size, since, stored)
    SELECT value ->> 0, max(value ->> 1), coalesce(new.addedAt, new.date, ''),
      EXISTS (SELECT 1 FROM stored_blobs WHERE sha256 = value ->> 0 AND version > 0)
    FROM json_each(coalesce(new.files, '[]'))
    WHERE NOT EXISTS (SELECT 1 FROM blob WHERE sha = value ->> 0) GROUP BY value ->> 0;
END;
CREATE TRIGGER documents_files_d AFTER DELETE ON documents WHEN old.files IS NOT NULL BEGIN
  DELETE FROM document_file WHERE documentId = old.id;
END;
CREATE TRIGGER stored_blobs_i AFTER INSERT ON stored_blobs BEGIN
  UPDATE blob SET stored = CASE WHEN new.version > 0 THEN 1 ELSE 2 END, fault = NULL WHERE sha = new.sha256;
END;
CREATE TRIGGER stored_blobs_u AFTER UPDATE OF version ON stored_blobs BEGIN
  UPDATE blob SET stored = CASE WHEN new.version > 0 THEN 1 ELSE 2 END WHERE sha = new.sha256;
END;
CREATE TRIGGER stored_blobs_d AFTER DELETE ON stored_blobs BEGIN
  UPDATE blob SET stored = 0, sent = 0 WHERE sha = old.sha256;
END;
