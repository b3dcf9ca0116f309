-- Who has a birthday on a day, and who enrolled on it in earlier years ------------------------------------------------

create index member_by_birthday on member (program_id, (right(attributes->>'birthday', 5)), member_id)
  where attributes ? 'birthday';
create index member_by_enrolment on member (program_id, enrolled_at);
