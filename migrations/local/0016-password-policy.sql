-- What a practice asks of passwords beside what the product asks: null is as the product has it.
ALTER TABLE practices ADD COLUMN passwordLength INTEGER;
ALTER TABLE practices ADD COLUMN passwordDays INTEGER;
ALTER TABLE practices ADD COLUMN passwordWords TEXT;

-- When the password was last chosen; null where it was before this was kept.
ALTER TABLE credentials ADD COLUMN passwordAt TEXT;
