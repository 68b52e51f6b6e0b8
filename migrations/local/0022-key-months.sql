-- After how many months the key of a workstation's store is changed by itself: null is as the product has it.
ALTER TABLE practices ADD COLUMN keyMonths INTEGER;
