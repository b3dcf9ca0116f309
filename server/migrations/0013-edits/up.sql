-- Who changed which draft, and which release a release restores ----------------------------------------------------------

create table definition_edit (
  program_id integer not null references program,
  kind text not null,
  key text not null,
  edit_id uuid not null,
  change text not null check (change in ('added', 'changed', 'removed')),
  -- The revision that the edit made, or that it removed.
  revision integer not null check (revision > 0),
  -- What differs from the draft before, down to the field.
  fields jsonb not null,
  -- The draft as the edit left it, so that an earlier one can be had back; null when it was removed.
  spec jsonb,
  -- Why the product edited by itself: the draft follows a roll back or a proposal.
  note text not null default '',
  edited_at timestamptz not null default now(),
  edited_by text not null,
  primary key (program_id, kind, key, edit_id)
);

alter table definition_edit enable row level security;
alter table definition_edit force row level security;
create policy program_rows on definition_edit
  using (program_id = (select perennial_program())) with check (program_id = (select perennial_program()));
grant select, insert on definition_edit to perennial_app;

-- The release whose definitions were published again; null for one that came from drafts.
alter table release add column restores integer check (restores > 0 and restores < number);
