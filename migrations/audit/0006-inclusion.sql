-- That the last entry of a receipt is in the tree it names: its place, and the hashes that show it (JSON). For whoever is given
-- a copy of the log and has no cloud to ask (docs/audit-format.md). Null in receipts of before.
ALTER TABLE audit_receipt ADD COLUMN leaf INTEGER;
ALTER TABLE audit_receipt ADD COLUMN path TEXT;
