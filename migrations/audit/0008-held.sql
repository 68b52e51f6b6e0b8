-- Held for another change.
SELECT 1;
