-- What was posted to an award's accounts by accounting date: reports are by day, and books by position.

create index postings_award_day_idx on postings (award, effective_on);
