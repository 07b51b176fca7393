-- When the batch was last let run: its pace is that of the present run.
alter table batch add column running_since timestamptz;
