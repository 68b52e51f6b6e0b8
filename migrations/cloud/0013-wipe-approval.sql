-- An order stands when another person has confirmed it; where only one may order, after a wait. Null: it waits for another. Those of before stand.
ALTER TABLE wipe_order ADD COLUMN stands_from timestamptz DEFAULT now();
ALTER TABLE wipe_order ALTER COLUMN stands_from DROP DEFAULT;
ALTER TABLE wipe_order ADD COLUMN confirmed_by uuid CHECK (confirmed_by <> ordered_by);
ALTER TABLE wipe_order ADD COLUMN confirmed_at timestamptz;
ALTER TABLE wipe_order ADD COLUMN taken_back_by uuid;
ALTER TABLE wipe_order ADD COLUMN taken_back_at timestamptz;
GRANT UPDATE (stands_from, confirmed_by, confirmed_at, taken_back_by, taken_back_at) ON wipe_order TO holdfast_app;

-- When the key of its store was last changed there, as it says itself: what is shown in the list of workstations.
ALTER TABLE device_credential ADD COLUMN key_changed_at timestamptz;
GRANT UPDATE (key_changed_at) ON device_credential TO holdfast_app;
