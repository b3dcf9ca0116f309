select 'gift cards are walled off by programme' as check,
  (select relrowsecurity and relforcerowsecurity from pg_class where relname = 'gift_card') as passed;

select 'the application cannot change the code of a card' as check,
  not has_column_privilege('perennial_app', 'gift_card', 'code_hash', 'update')
  and not has_table_privilege('perennial_app', 'gift_card', 'delete') as passed;
