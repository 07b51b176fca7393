-- The document with what its `use` steps run written into it; null when there are none.
alter table automation_version add column resolved_source text;
