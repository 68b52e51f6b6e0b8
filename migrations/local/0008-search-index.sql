-- What ranking reads of each candidate, apart from the rest of the row: sixty stand on a page instead of five, and an
-- encrypted page costs most when it is first read.
CREATE INDEX patients_for_search ON patients (n, sortName, searchText, active);
