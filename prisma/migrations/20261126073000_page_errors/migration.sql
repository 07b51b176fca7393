-- What the page itself reported while the attempt ran; null when it reported nothing, as most do.
alter table attempt_detail add column page_errors jsonb;
