-- The schema after all migrations. Written by server/src/platform/migrate/write-schema.ts; never edited by hand.

CREATE SCHEMA pgboss AUTHORIZATION perennial_app;

CREATE SEQUENCE public.organization_organization_id_seq AS integer INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1;

CREATE SEQUENCE public.program_program_id_seq AS integer INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1;

CREATE OR REPLACE FUNCTION public.perennial_credential()
 RETURNS bytea
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN decode(NULLIF(current_setting('perennial.credential'::text, true), ''::text), 'hex'::text);
ALTER ROUTINE public.perennial_credential() OWNER TO perennial_owner;

CREATE OR REPLACE FUNCTION public.perennial_divided(numerator numeric, denominator numeric, rounding text)
 RETURNS numeric
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN (denominator = (0)::numeric) THEN NULL::numeric WHEN (rounding = 'half-up'::text) THEN ((sign(numerator) * sign(denominator)) * div((((2)::numeric * abs(numerator)) + abs(denominator)), ((2)::numeric * abs(denominator)))) ELSE (div(numerator, denominator) + (CASE WHEN ((mod(numerator, denominator) = (0)::numeric) OR (rounding = 'truncate'::text)) THEN 0 WHEN ((rounding = 'floor'::text) AND (sign(numerator) <> sign(denominator))) THEN '-1'::integer WHEN ((rounding = 'ceiling'::text) AND (sign(numerator) = sign(denominator))) THEN 1 ELSE 0 END)::numeric) END;
ALTER ROUTINE public.perennial_divided(numeric,numeric,text) OWNER TO perennial_owner;

CREATE OR REPLACE FUNCTION public.perennial_fact_text(value jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE jsonb_typeof(value) WHEN 'array'::text THEN (SELECT COALESCE(string_agg(public.perennial_scalar_text(each.item), ', '::text ORDER BY each.place), ''::text) AS "coalesce" FROM jsonb_array_elements(perennial_fact_text.value) WITH ORDINALITY each(item, place)) ELSE public.perennial_scalar_text(value) END;
ALTER ROUTINE public.perennial_fact_text(jsonb) OWNER TO perennial_owner;

CREATE OR REPLACE FUNCTION public.perennial_fact_texts(value jsonb)
 RETURNS text[]
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN (value IS NULL) THEN ARRAY[]::text[] WHEN (jsonb_typeof(value) = 'array'::text) THEN ARRAY(SELECT public.perennial_scalar_text(each.item) AS perennial_scalar_text FROM jsonb_array_elements(perennial_fact_texts.value) WITH ORDINALITY each(item, place) ORDER BY each.place) ELSE ARRAY[public.perennial_scalar_text(value)] END;
ALTER ROUTINE public.perennial_fact_texts(jsonb) OWNER TO perennial_owner;

CREATE OR REPLACE FUNCTION public.perennial_organization()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('perennial.organization'::text, true), ''::text))::integer;
ALTER ROUTINE public.perennial_organization() OWNER TO perennial_owner;

CREATE OR REPLACE FUNCTION public.perennial_program()
 RETURNS integer
 LANGUAGE sql
 STABLE PARALLEL SAFE
RETURN (NULLIF(current_setting('perennial.program'::text, true), ''::text))::integer;
ALTER ROUTINE public.perennial_program() OWNER TO perennial_owner;

CREATE OR REPLACE FUNCTION public.perennial_programs()
 RETURNS TABLE(organization_id integer, program_id integer, key text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$select organization_id, program_id, key from public.program order by program_id$function$;
ALTER ROUTINE public.perennial_programs() OWNER TO perennial_owner;

CREATE OR REPLACE FUNCTION public.perennial_proof_totals()
 RETURNS TABLE(broken bigint, read_only bigint, oldest_proof timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog', 'public'
AS $function$select count(*) filter (where not verified_clean), count(read_only_since), min(verified_at) from public.program_state$function$;
ALTER ROUTINE public.perennial_proof_totals() OWNER TO perennial_owner;

CREATE OR REPLACE FUNCTION public.perennial_scalar_text(value jsonb)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE jsonb_typeof(value) WHEN 'number'::text THEN CASE WHEN (((abs((value)::numeric) >= 0.000001) AND (abs((value)::numeric) <= '999999999999999999999'::numeric)) OR ((value)::numeric = (0)::numeric)) THEN (trim_scale((value)::numeric))::text ELSE regexp_replace(((value)::double precision)::text, 'e([+-])0+'::text, 'e\1'::text) END ELSE (value #>> '{}'::text[]) END;
ALTER ROUTINE public.perennial_scalar_text(jsonb) OWNER TO perennial_owner;

CREATE OR REPLACE FUNCTION public.perennial_within(value numeric, low numeric, high numeric)
 RETURNS bigint
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN CASE WHEN ((value >= low) AND (value <= high)) THEN (value)::bigint ELSE NULL::bigint END;
ALTER ROUTINE public.perennial_within(numeric,numeric,numeric) OWNER TO perennial_owner;

CREATE TABLE public.activity (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  bucket smallint NOT NULL,
  seq bigint NOT NULL,
  release integer NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  posted_at timestamp with time zone NOT NULL,
  type text NOT NULL,
  body json,
  decision json,
  short text,
  CONSTRAINT activity_pkey PRIMARY KEY (program_id, owner_id, seq, bucket),
  CONSTRAINT activity_told CHECK (((short IS NULL) OR ((body IS NULL) AND (decision IS NULL)))) NOT VALID
);
ALTER TABLE public.activity OWNER TO perennial_owner;
CREATE INDEX activity_by_id ON public.activity USING btree (program_id, activity_id);
ALTER TABLE public.activity ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.activity FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.activity FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.activity_day (
  program_id integer NOT NULL,
  day integer NOT NULL,
  metric text NOT NULL,
  slice uuid NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT activity_day_pkey PRIMARY KEY (program_id, day, metric, slice)
);
ALTER TABLE public.activity_day OWNER TO perennial_owner;
ALTER TABLE public.activity_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.activity_day FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.activity_day FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.activity_key (
  program_id integer NOT NULL,
  source text NOT NULL,
  source_id text NOT NULL,
  type text NOT NULL,
  body_hash bytea NOT NULL,
  activity_id uuid NOT NULL,
  owner_id uuid,
  bucket smallint,
  CONSTRAINT activity_key_pkey PRIMARY KEY (program_id, source, source_id, type)
);
ALTER TABLE public.activity_key OWNER TO perennial_owner;
ALTER TABLE public.activity_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.activity_key FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.activity_key FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.api_key (
  organization_id integer NOT NULL,
  key_id uuid NOT NULL,
  name text NOT NULL,
  prefix text NOT NULL,
  key_hash bytea NOT NULL,
  scopes text[] NOT NULL,
  program_key text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  CONSTRAINT api_key_pkey PRIMARY KEY (organization_id, key_id),
  CONSTRAINT api_key_key_hash_key UNIQUE (key_hash),
  CONSTRAINT api_key_key_hash_check CHECK ((octet_length(key_hash) = 32)),
  CONSTRAINT api_key_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id)
);
ALTER TABLE public.api_key OWNER TO perennial_owner;
ALTER TABLE public.api_key ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.api_key FORCE ROW LEVEL SECURITY;
CREATE POLICY organization_rows ON public.api_key FOR ALL TO PUBLIC
  USING (((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)) OR (key_hash = ( SELECT public.perennial_credential() AS perennial_credential))))
  WITH CHECK ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)));

CREATE TABLE public.approval (
  program_id integer NOT NULL,
  approval_id uuid NOT NULL,
  member_id uuid NOT NULL,
  command json NOT NULL,
  actor text NOT NULL,
  credential text NOT NULL,
  requested_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  state text NOT NULL DEFAULT 'open'::text,
  decided_by text,
  decided_at timestamp with time zone,
  decision_reason text,
  activity_id uuid,
  CONSTRAINT approval_pkey PRIMARY KEY (program_id, approval_id),
  CONSTRAINT approval_check CHECK (((state = 'open'::text) = (decided_at IS NULL))),
  CONSTRAINT approval_check1 CHECK (((state = 'open'::text) = (decided_by IS NULL))),
  CONSTRAINT approval_check2 CHECK (((state = 'approved'::text) = (activity_id IS NOT NULL))),
  CONSTRAINT approval_state_check CHECK ((state = ANY (ARRAY['open'::text, 'approved'::text, 'rejected'::text])))
);
ALTER TABLE public.approval OWNER TO perennial_owner;
CREATE INDEX approval_newest ON public.approval USING btree (program_id, requested_at, approval_id);
ALTER TABLE public.approval ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.approval FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.approval FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.audit_entry (
  organization_id integer NOT NULL,
  audit_id uuid NOT NULL,
  program_key text,
  actor text NOT NULL,
  action text NOT NULL,
  subject text NOT NULL,
  detail json NOT NULL DEFAULT '{}'::json,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT audit_entry_pkey PRIMARY KEY (organization_id, audit_id),
  CONSTRAINT audit_entry_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id)
);
ALTER TABLE public.audit_entry OWNER TO perennial_owner;
ALTER TABLE public.audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY organization_rows ON public.audit_entry FOR ALL TO PUBLIC
  USING ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)))
  WITH CHECK ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)));

CREATE TABLE public.back_test (
  program_id integer NOT NULL,
  back_test_id uuid NOT NULL,
  asked_by text NOT NULL,
  asked_at timestamp with time zone NOT NULL DEFAULT now(),
  ask json NOT NULL,
  state text NOT NULL,
  progress json NOT NULL,
  beat_at timestamp with time zone,
  ended_at timestamp with time zone,
  result json,
  problem text,
  CONSTRAINT back_test_pkey PRIMARY KEY (program_id, back_test_id),
  CONSTRAINT back_test_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text, 'cancelled'::text])))
);
ALTER TABLE public.back_test OWNER TO perennial_owner;
ALTER TABLE public.back_test ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.back_test FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.back_test FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.balance (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  currency smallint NOT NULL,
  bucket smallint NOT NULL,
  available bigint NOT NULL DEFAULT 0,
  pending bigint NOT NULL DEFAULT 0,
  held bigint NOT NULL DEFAULT 0,
  debt bigint NOT NULL DEFAULT 0,
  lifetime_earned bigint NOT NULL DEFAULT 0,
  lifetime_spent bigint NOT NULL DEFAULT 0,
  seq bigint NOT NULL DEFAULT 0,
  due_day integer,
  active_day integer,
  idle_at timestamp with time zone,
  state smallint NOT NULL DEFAULT 0,
  merged_into uuid,
  CONSTRAINT balance_pkey PRIMARY KEY (program_id, owner_id, currency, bucket),
  CONSTRAINT balance_available_check CHECK ((available >= 0)),
  CONSTRAINT balance_debt_check CHECK ((debt >= 0)),
  CONSTRAINT balance_held_check CHECK ((held >= 0)),
  CONSTRAINT balance_lifetime_earned_check CHECK ((lifetime_earned >= 0)),
  CONSTRAINT balance_lifetime_spent_check CHECK ((lifetime_spent >= 0)),
  CONSTRAINT balance_pending_check CHECK ((pending >= 0)),
  CONSTRAINT balance_seq_check CHECK ((seq >= 0)),
  CONSTRAINT balance_state_check CHECK ((state = ANY (ARRAY[0, 1, 2])))
)
WITH (fillfactor=70);
ALTER TABLE public.balance OWNER TO perennial_owner;
ALTER TABLE public.balance ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.balance FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.balance FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.budget_use (
  program_id integer NOT NULL,
  key text NOT NULL,
  period integer NOT NULL,
  used bigint NOT NULL,
  CONSTRAINT budget_use_pkey PRIMARY KEY (program_id, key, period),
  CONSTRAINT budget_use_used_check CHECK ((used >= 0))
)
WITH (fillfactor=50);
ALTER TABLE public.budget_use OWNER TO perennial_owner;
ALTER TABLE public.budget_use ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.budget_use FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.budget_use FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.card_carried (
  program_id integer NOT NULL,
  source_id uuid NOT NULL,
  target_id uuid NOT NULL,
  card text NOT NULL,
  came jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT card_carried_pkey PRIMARY KEY (program_id, source_id, target_id, card),
  CONSTRAINT card_carried_version_check CHECK ((version > 0))
);
ALTER TABLE public.card_carried OWNER TO perennial_owner;
ALTER TABLE public.card_carried ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.card_carried FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.card_carried FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.card_stamp (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  card text NOT NULL,
  day integer NOT NULL,
  release integer NOT NULL,
  bucket smallint NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT card_stamp_pkey PRIMARY KEY (program_id, owner_id, card, day, release, bucket)
)
WITH (fillfactor=80);
ALTER TABLE public.card_stamp OWNER TO perennial_owner;
ALTER TABLE public.card_stamp ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.card_stamp FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.card_stamp FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.card_state (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  card text NOT NULL,
  bucket smallint NOT NULL,
  completed bigint NOT NULL,
  told bigint NOT NULL,
  granted jsonb NOT NULL,
  came jsonb,
  CONSTRAINT card_state_pkey PRIMARY KEY (program_id, owner_id, card, bucket),
  CONSTRAINT card_state_completed_check CHECK ((completed >= 0)),
  CONSTRAINT card_state_told_check CHECK ((told >= 0))
)
WITH (fillfactor=80);
ALTER TABLE public.card_state OWNER TO perennial_owner;
ALTER TABLE public.card_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.card_state FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.card_state FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.code_guess (
  program_id integer NOT NULL,
  guesser text NOT NULL,
  hour integer NOT NULL,
  failures integer NOT NULL,
  CONSTRAINT code_guess_pkey PRIMARY KEY (program_id, guesser, hour),
  CONSTRAINT code_guess_failures_check CHECK ((failures > 0))
);
ALTER TABLE public.code_guess OWNER TO perennial_owner;
ALTER TABLE public.code_guess ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.code_guess FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.code_guess FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.consent (
  program_id integer NOT NULL,
  channel text NOT NULL,
  member_id uuid NOT NULL,
  given_at timestamp with time zone NOT NULL,
  consent_id uuid NOT NULL,
  given boolean NOT NULL,
  source text NOT NULL,
  wording text NOT NULL,
  actor text NOT NULL,
  recorded_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT consent_pkey PRIMARY KEY (program_id, channel, member_id, given_at, consent_id),
  CONSTRAINT consent_channel_check CHECK ((channel = ANY (ARRAY['email'::text, 'sms'::text, 'push'::text, 'post'::text, 'profiling'::text])))
);
ALTER TABLE public.consent OWNER TO perennial_owner;
CREATE INDEX consent_latest ON public.consent USING btree (program_id, channel, member_id, given_at DESC, consent_id DESC) INCLUDE (given);
ALTER TABLE public.consent ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.consent FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.consent FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.counter (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  key text NOT NULL,
  period integer NOT NULL,
  bucket smallint NOT NULL,
  value bigint NOT NULL,
  CONSTRAINT counter_pkey PRIMARY KEY (program_id, owner_id, key, period, bucket),
  CONSTRAINT counter_value_check CHECK ((value >= 0))
)
WITH (fillfactor=80);
ALTER TABLE public.counter OWNER TO perennial_owner;
CREATE INDEX counter_counted ON public.counter USING btree (program_id, key, period, owner_id) WHERE starts_with(key, 'count:'::text);
ALTER TABLE public.counter ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.counter FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.counter FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.counter_carried (
  program_id integer NOT NULL,
  source_id uuid NOT NULL,
  target_id uuid NOT NULL,
  key text NOT NULL,
  period integer NOT NULL,
  amount bigint NOT NULL,
  version integer NOT NULL,
  CONSTRAINT counter_carried_pkey PRIMARY KEY (program_id, source_id, target_id, key, period),
  CONSTRAINT counter_carried_version_check CHECK ((version > 0))
);
ALTER TABLE public.counter_carried OWNER TO perennial_owner;
ALTER TABLE public.counter_carried ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.counter_carried FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.counter_carried FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.definition (
  program_id integer NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  spec jsonb NOT NULL,
  revision integer NOT NULL,
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_by text NOT NULL,
  CONSTRAINT definition_pkey PRIMARY KEY (program_id, kind, key),
  CONSTRAINT definition_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.program(program_id)
);
ALTER TABLE public.definition OWNER TO perennial_owner;
ALTER TABLE public.definition ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.definition FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.definition FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.definition_edit (
  program_id integer NOT NULL,
  kind text NOT NULL,
  key text NOT NULL,
  edit_id uuid NOT NULL,
  change text NOT NULL,
  revision integer NOT NULL,
  fields jsonb NOT NULL,
  spec jsonb,
  note text NOT NULL DEFAULT ''::text,
  edited_at timestamp with time zone NOT NULL DEFAULT now(),
  edited_by text NOT NULL,
  CONSTRAINT definition_edit_pkey PRIMARY KEY (program_id, kind, key, edit_id),
  CONSTRAINT definition_edit_change_check CHECK ((change = ANY (ARRAY['added'::text, 'changed'::text, 'removed'::text]))),
  CONSTRAINT definition_edit_revision_check CHECK ((revision > 0)),
  CONSTRAINT definition_edit_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.program(program_id)
);
ALTER TABLE public.definition_edit OWNER TO perennial_owner;
ALTER TABLE public.definition_edit ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.definition_edit FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.definition_edit FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.expiry_warning (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  currency smallint NOT NULL,
  day integer NOT NULL,
  warn_days smallint NOT NULL,
  warning_id uuid NOT NULL,
  points bigint NOT NULL,
  warned_at timestamp with time zone NOT NULL,
  CONSTRAINT expiry_warning_pkey PRIMARY KEY (program_id, owner_id, currency, day, warn_days),
  CONSTRAINT expiry_warning_program_id_warning_id_key UNIQUE (program_id, warning_id),
  CONSTRAINT expiry_warning_points_check CHECK ((points > 0)),
  CONSTRAINT expiry_warning_warn_days_check CHECK ((warn_days > 0))
);
ALTER TABLE public.expiry_warning OWNER TO perennial_owner;
CREATE INDEX expiry_warning_day ON public.expiry_warning USING btree (program_id, day);
ALTER TABLE public.expiry_warning ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.expiry_warning FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.expiry_warning FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.gift_card (
  program_id integer NOT NULL,
  card_id uuid NOT NULL,
  code_hash bytea NOT NULL,
  nonce bytea NOT NULL,
  currency text NOT NULL,
  amount bigint NOT NULL,
  state text NOT NULL DEFAULT 'active'::text,
  issued_at timestamp with time zone NOT NULL DEFAULT now(),
  issued_by text NOT NULL,
  claimed_by uuid,
  CONSTRAINT gift_card_pkey PRIMARY KEY (program_id, card_id),
  CONSTRAINT gift_card_program_id_code_hash_key UNIQUE (program_id, code_hash),
  CONSTRAINT gift_card_amount_check CHECK ((amount > 0)),
  CONSTRAINT gift_card_check CHECK (((state = 'claimed'::text) <= (claimed_by IS NOT NULL))),
  CONSTRAINT gift_card_code_hash_check CHECK ((length(code_hash) = 32)),
  CONSTRAINT gift_card_nonce_check CHECK ((length(nonce) = 32)),
  CONSTRAINT gift_card_state_check CHECK ((state = ANY (ARRAY['active'::text, 'blocked'::text, 'claimed'::text])))
);
ALTER TABLE public.gift_card OWNER TO perennial_owner;
ALTER TABLE public.gift_card ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.gift_card FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.gift_card FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.history_order (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  occurred_at timestamp with time zone NOT NULL,
  net_minor bigint NOT NULL,
  kept boolean NOT NULL,
  counts_for uuid,
  CONSTRAINT history_order_pkey PRIMARY KEY (program_id, owner_id, activity_id)
);
ALTER TABLE public.history_order OWNER TO perennial_owner;
ALTER TABLE public.history_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.history_order FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.history_order FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.history_state (
  program_id integer NOT NULL,
  complete boolean NOT NULL DEFAULT false,
  built_owner uuid,
  built_seq bigint,
  built_orders bigint NOT NULL DEFAULT 0,
  CONSTRAINT history_state_pkey PRIMARY KEY (program_id)
);
ALTER TABLE public.history_state OWNER TO perennial_owner;
ALTER TABLE public.history_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.history_state FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.history_state FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.hold (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  hold_id uuid NOT NULL,
  currency smallint NOT NULL,
  bucket smallint NOT NULL,
  amount bigint NOT NULL,
  captured bigint NOT NULL DEFAULT 0,
  state text NOT NULL,
  opened_at timestamp with time zone NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  reference text,
  parts json NOT NULL,
  CONSTRAINT hold_pkey PRIMARY KEY (program_id, owner_id, hold_id, currency, bucket),
  CONSTRAINT hold_amount_check CHECK ((amount > 0)),
  CONSTRAINT hold_check CHECK (((captured >= 0) AND (captured <= amount))),
  CONSTRAINT hold_check1 CHECK (((state = 'open'::text) = (closed_at IS NULL))),
  CONSTRAINT hold_state_check CHECK ((state = ANY (ARRAY['open'::text, 'captured'::text, 'cancelled'::text, 'lapsed'::text])))
)
WITH (fillfactor=80);
ALTER TABLE public.hold OWNER TO perennial_owner;
CREATE INDEX hold_open ON public.hold USING btree (program_id, expires_at) WHERE (state = 'open'::text);
ALTER TABLE public.hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.hold FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.hold FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.idempotent_reply (
  organization_id integer NOT NULL,
  credential text NOT NULL,
  route text NOT NULL,
  idempotency_key text NOT NULL,
  request_hash text NOT NULL,
  status integer NOT NULL,
  body json NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT idempotent_reply_pkey PRIMARY KEY (organization_id, credential, route, idempotency_key),
  CONSTRAINT idempotent_reply_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id)
);
ALTER TABLE public.idempotent_reply OWNER TO perennial_owner;
ALTER TABLE public.idempotent_reply ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.idempotent_reply FORCE ROW LEVEL SECURITY;
CREATE POLICY organization_rows ON public.idempotent_reply FOR ALL TO PUBLIC
  USING ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)))
  WITH CHECK ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)));

CREATE TABLE public.import_run (
  program_id integer NOT NULL,
  import_id uuid NOT NULL,
  file_hash text NOT NULL,
  file_name text NOT NULL,
  mapping text NOT NULL,
  state text NOT NULL,
  progress jsonb NOT NULL,
  started_at timestamp with time zone NOT NULL DEFAULT now(),
  updated_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT import_run_pkey PRIMARY KEY (program_id, import_id),
  CONSTRAINT import_run_program_id_file_hash_mapping_key UNIQUE (program_id, file_hash, mapping),
  CONSTRAINT import_run_state_check CHECK ((state = ANY (ARRAY['running'::text, 'done'::text])))
);
ALTER TABLE public.import_run OWNER TO perennial_owner;
ALTER TABLE public.import_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.import_run FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.import_run FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.journal (
  owner_id uuid NOT NULL,
  seq bigint NOT NULL,
  amount bigint NOT NULL,
  effective_at timestamp with time zone NOT NULL,
  posted_at timestamp with time zone NOT NULL,
  available_at timestamp with time zone,
  expires_at timestamp with time zone,
  remaining bigint,
  activity_id uuid NOT NULL,
  program_id integer NOT NULL,
  release integer NOT NULL,
  currency smallint NOT NULL,
  debit smallint NOT NULL,
  credit smallint NOT NULL,
  bucket smallint NOT NULL,
  reverses bigint,
  rule text,
  reason text NOT NULL,
  CONSTRAINT journal_pkey PRIMARY KEY (program_id, owner_id, currency, seq, bucket),
  CONSTRAINT journal_amount_check CHECK ((amount > 0)),
  CONSTRAINT journal_check CHECK (((remaining >= 0) AND (remaining <= amount))),
  CONSTRAINT journal_check1 CHECK ((debit <> credit)),
  CONSTRAINT journal_seq_check CHECK ((seq > 0))
)
WITH (fillfactor=90);
ALTER TABLE public.journal OWNER TO perennial_owner;
ALTER TABLE public.journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.journal FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.journal FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.journal_page (
  program_id integer NOT NULL,
  seal integer NOT NULL,
  page integer NOT NULL,
  rows integer NOT NULL,
  owners uuid[] NOT NULL,
  currencies smallint[] NOT NULL,
  seqs bigint[] NOT NULL,
  hashes bigint[] NOT NULL,
  digest bytea NOT NULL,
  CONSTRAINT journal_page_pkey PRIMARY KEY (program_id, seal, page),
  CONSTRAINT journal_page_digest_check CHECK ((octet_length(digest) = 32)),
  CONSTRAINT journal_page_page_check CHECK ((page > 0)),
  CONSTRAINT journal_page_rows_check CHECK ((rows > 0))
);
ALTER TABLE public.journal_page OWNER TO perennial_owner;
ALTER TABLE public.journal_page ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.journal_page FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.journal_page FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.journal_seal (
  program_id integer NOT NULL,
  seal integer NOT NULL,
  form smallint NOT NULL,
  sealed_at timestamp with time zone NOT NULL,
  pages integer NOT NULL,
  rows bigint NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL,
  CONSTRAINT journal_seal_pkey PRIMARY KEY (program_id, seal),
  CONSTRAINT journal_seal_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT journal_seal_pages_check CHECK ((pages > 0)),
  CONSTRAINT journal_seal_previous_check CHECK ((octet_length(previous) = 32)),
  CONSTRAINT journal_seal_rows_check CHECK ((rows > 0)),
  CONSTRAINT journal_seal_seal_check CHECK ((seal > 0))
);
ALTER TABLE public.journal_seal OWNER TO perennial_owner;
ALTER TABLE public.journal_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.journal_seal FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.journal_seal FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.ledger_close (
  program_id integer NOT NULL,
  month integer NOT NULL,
  closed_at timestamp with time zone NOT NULL DEFAULT now(),
  closed_by text NOT NULL,
  flows json NOT NULL,
  late json NOT NULL,
  estimates json NOT NULL,
  CONSTRAINT ledger_close_pkey PRIMARY KEY (program_id, month),
  CONSTRAINT ledger_close_month_check CHECK ((month > 0))
);
ALTER TABLE public.ledger_close OWNER TO perennial_owner;
ALTER TABLE public.ledger_close ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.ledger_close FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.ledger_close FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.ledger_day (
  program_id integer NOT NULL,
  day integer NOT NULL,
  currency smallint NOT NULL,
  debit smallint NOT NULL,
  credit smallint NOT NULL,
  slice uuid NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT ledger_day_pkey PRIMARY KEY (program_id, day, currency, debit, credit, slice)
);
ALTER TABLE public.ledger_day OWNER TO perennial_owner;
ALTER TABLE public.ledger_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.ledger_day FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.ledger_day FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.lot_due (
  program_id integer NOT NULL,
  day integer NOT NULL,
  bucket smallint NOT NULL,
  owner_id uuid NOT NULL,
  CONSTRAINT lot_due_pkey PRIMARY KEY (program_id, day, bucket, owner_id)
);
ALTER TABLE public.lot_due OWNER TO perennial_owner;
ALTER TABLE public.lot_due ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.lot_due FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.lot_due FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.lot_use (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  currency smallint NOT NULL,
  spend_seq bigint NOT NULL,
  lot_seq bigint NOT NULL,
  amount bigint NOT NULL,
  bucket smallint NOT NULL,
  CONSTRAINT lot_use_pkey PRIMARY KEY (program_id, owner_id, currency, spend_seq, lot_seq, bucket),
  CONSTRAINT lot_use_amount_check CHECK ((amount <> 0))
);
ALTER TABLE public.lot_use OWNER TO perennial_owner;
ALTER TABLE public.lot_use ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.lot_use FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.lot_use FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.member (
  program_id integer NOT NULL,
  member_id uuid NOT NULL,
  status text NOT NULL DEFAULT 'active'::text,
  name text,
  name_lower text GENERATED ALWAYS AS (lower(name)) STORED,
  attributes jsonb NOT NULL DEFAULT '{}'::jsonb,
  enrolled_at timestamp with time zone NOT NULL,
  revision integer NOT NULL DEFAULT 1,
  merged_into uuid,
  merged_root uuid,
  CONSTRAINT member_pkey PRIMARY KEY (program_id, member_id),
  CONSTRAINT member_merged CHECK ((((merged_into IS NULL) = (merged_root IS NULL)) AND (merged_into <> member_id) AND (merged_root <> member_id))),
  CONSTRAINT member_status_check CHECK ((status = ANY (ARRAY['active'::text, 'closed'::text])))
);
ALTER TABLE public.member OWNER TO perennial_owner;
CREATE INDEX member_by_birthday ON public.member USING btree (program_id, "right"((attributes ->> 'birthday'::text), 5), member_id) WHERE (attributes ? 'birthday'::text);
CREATE INDEX member_by_enrolment ON public.member USING btree (program_id, enrolled_at);
CREATE INDEX member_by_name ON public.member USING btree (program_id, name_lower text_pattern_ops, member_id) WHERE (name_lower IS NOT NULL);
CREATE INDEX member_by_root ON public.member USING btree (program_id, merged_root) WHERE (merged_root IS NOT NULL);
CREATE INDEX member_chosen ON public.member USING btree (program_id, uuid_hash_extended(member_id, (0)::bigint), member_id) WHERE ((status = 'active'::text) AND (merged_into IS NULL) AND ((uuid_hash_extended(member_id, (0)::bigint) >= 0) AND (uuid_hash_extended(member_id, (0)::bigint) <= '1152921504606846975'::bigint)));
CREATE INDEX member_counted ON public.member USING btree (program_id, member_id) WHERE ((status = 'active'::text) AND (merged_into IS NULL));
ALTER TABLE public.member ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.member FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.member FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.member_history (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  orders bigint NOT NULL,
  spend_minor bigint NOT NULL,
  first_order_at timestamp with time zone,
  last_order_at timestamp with time zone,
  recent_at timestamp with time zone[] NOT NULL DEFAULT '{}'::timestamp with time zone[],
  recent_spend bigint[] NOT NULL DEFAULT '{}'::bigint[],
  CONSTRAINT member_history_pkey PRIMARY KEY (program_id, owner_id)
);
ALTER TABLE public.member_history OWNER TO perennial_owner;
ALTER TABLE public.member_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.member_history FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.member_history FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.member_identifier (
  program_id integer NOT NULL,
  kind text NOT NULL,
  value text NOT NULL,
  member_id uuid NOT NULL,
  CONSTRAINT member_identifier_pkey PRIMARY KEY (program_id, kind, value),
  CONSTRAINT member_identifier_kind_check CHECK ((kind = ANY (ARRAY['externalId'::text, 'email'::text, 'phone'::text, 'card'::text])))
);
ALTER TABLE public.member_identifier OWNER TO perennial_owner;
CREATE INDEX member_identifier_by_member ON public.member_identifier USING btree (program_id, member_id);
CREATE INDEX member_identifier_by_prefix ON public.member_identifier USING btree (program_id, kind, value text_pattern_ops);
ALTER TABLE public.member_identifier ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.member_identifier FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.member_identifier FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.order_state (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  activity_id uuid NOT NULL,
  bucket smallint NOT NULL,
  state json NOT NULL,
  CONSTRAINT order_state_pkey PRIMARY KEY (program_id, owner_id, activity_id, bucket)
);
ALTER TABLE public.order_state OWNER TO perennial_owner;
ALTER TABLE public.order_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.order_state FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.order_state FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.order_sum (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  bucket smallint NOT NULL,
  seq bigint NOT NULL,
  placed bigint NOT NULL,
  orders bigint NOT NULL,
  spend_minor bigint NOT NULL,
  first_at timestamp with time zone,
  last_at timestamp with time zone,
  CONSTRAINT order_sum_pkey PRIMARY KEY (program_id, owner_id, bucket)
)
WITH (fillfactor=80);
ALTER TABLE public.order_sum OWNER TO perennial_owner;
ALTER TABLE public.order_sum ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.order_sum FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.order_sum FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.organization (
  organization_id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  key text NOT NULL,
  name text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT organization_pkey PRIMARY KEY (organization_id),
  CONSTRAINT organization_key_key UNIQUE (key)
);
ALTER TABLE public.organization OWNER TO perennial_owner;
ALTER TABLE public.organization ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.organization FORCE ROW LEVEL SECURITY;
CREATE POLICY organization_rows ON public.organization FOR ALL TO PUBLIC
  USING ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)))
  WITH CHECK ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)));
CREATE POLICY owner_lists ON public.organization FOR SELECT TO perennial_owner
  USING (true);

CREATE TABLE public.outbox (
  program_id integer NOT NULL,
  "position" xid8 NOT NULL DEFAULT pg_current_xact_id(),
  page_id uuid NOT NULL,
  events json NOT NULL,
  CONSTRAINT outbox_pkey PRIMARY KEY (program_id, "position", page_id)
);
ALTER TABLE public.outbox OWNER TO perennial_owner;
ALTER TABLE public.outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.outbox FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.outbox_cursor (
  program_id integer NOT NULL,
  consumer text NOT NULL,
  "position" xid8 NOT NULL,
  page_id uuid NOT NULL,
  CONSTRAINT outbox_cursor_pkey PRIMARY KEY (program_id, consumer)
);
ALTER TABLE public.outbox_cursor OWNER TO perennial_owner;
ALTER TABLE public.outbox_cursor ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.outbox_cursor FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.outbox_cursor FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.parked_activity (
  program_id integer NOT NULL,
  activity_id uuid NOT NULL,
  order_source text NOT NULL,
  order_source_id text NOT NULL,
  body json NOT NULL,
  refusal json,
  parked_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT parked_activity_pkey PRIMARY KEY (program_id, activity_id)
);
ALTER TABLE public.parked_activity OWNER TO perennial_owner;
CREATE INDEX parked_by_order ON public.parked_activity USING btree (program_id, order_source, order_source_id);
ALTER TABLE public.parked_activity ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.parked_activity FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.parked_activity FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.perennial_migration (
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamp with time zone NOT NULL DEFAULT now(),
  duration_ms integer NOT NULL,
  indexed_at timestamp with time zone,
  CONSTRAINT perennial_migration_pkey PRIMARY KEY (name)
);
ALTER TABLE public.perennial_migration OWNER TO perennial_owner;

CREATE TABLE public.pool (
  program_id integer NOT NULL,
  pool_id uuid NOT NULL,
  name text NOT NULL,
  adults_spend boolean NOT NULL DEFAULT true,
  children_spend boolean NOT NULL DEFAULT false,
  state text NOT NULL DEFAULT 'open'::text,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT pool_pkey PRIMARY KEY (program_id, pool_id),
  CONSTRAINT pool_state_check CHECK ((state = ANY (ARRAY['open'::text, 'dissolving'::text, 'dissolved'::text])))
);
ALTER TABLE public.pool OWNER TO perennial_owner;
ALTER TABLE public.pool ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.pool FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.pool FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.pool_member (
  program_id integer NOT NULL,
  member_id uuid NOT NULL,
  pool_id uuid NOT NULL,
  role text NOT NULL,
  joined_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT pool_member_pkey PRIMARY KEY (program_id, member_id),
  CONSTRAINT pool_member_role_check CHECK ((role = ANY (ARRAY['head'::text, 'adult'::text, 'child'::text])))
);
ALTER TABLE public.pool_member OWNER TO perennial_owner;
CREATE UNIQUE INDEX pool_head ON public.pool_member USING btree (program_id, pool_id) WHERE (role = 'head'::text);
CREATE INDEX pool_member_by_pool ON public.pool_member USING btree (program_id, pool_id);
ALTER TABLE public.pool_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.pool_member FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.pool_member FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.program (
  program_id integer NOT NULL GENERATED ALWAYS AS IDENTITY,
  organization_id integer NOT NULL,
  key text NOT NULL,
  name text NOT NULL,
  clock_offset_seconds bigint NOT NULL DEFAULT 0,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  test boolean NOT NULL DEFAULT false,
  CONSTRAINT program_pkey PRIMARY KEY (program_id),
  CONSTRAINT program_organization_id_key_key UNIQUE (organization_id, key),
  CONSTRAINT program_only_tests_travel CHECK ((test OR (clock_offset_seconds = 0))),
  CONSTRAINT program_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id)
);
ALTER TABLE public.program OWNER TO perennial_owner;
ALTER TABLE public.program ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.program FORCE ROW LEVEL SECURITY;
CREATE POLICY organization_rows ON public.program FOR ALL TO PUBLIC
  USING ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)))
  WITH CHECK ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)));
CREATE POLICY owner_lists ON public.program FOR SELECT TO perennial_owner
  USING (true);

CREATE TABLE public.program_currency (
  program_id integer NOT NULL,
  currency smallint NOT NULL,
  key text NOT NULL,
  CONSTRAINT program_currency_pkey PRIMARY KEY (program_id, currency),
  CONSTRAINT program_currency_program_id_key_key UNIQUE (program_id, key),
  CONSTRAINT program_currency_currency_check CHECK ((currency > 0)),
  CONSTRAINT program_currency_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.program(program_id)
);
ALTER TABLE public.program_currency OWNER TO perennial_owner;
ALTER TABLE public.program_currency ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.program_currency FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.program_currency FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.program_state (
  program_id integer NOT NULL,
  read_only_since timestamp with time zone,
  read_only_reason text,
  read_only_by text,
  verified_at timestamp with time zone,
  verified_clean boolean,
  beta_release integer,
  CONSTRAINT program_state_pkey PRIMARY KEY (program_id),
  CONSTRAINT program_state_check CHECK (((read_only_since IS NULL) = (read_only_reason IS NULL))),
  CONSTRAINT program_state_check1 CHECK (((read_only_since IS NULL) = (read_only_by IS NULL)))
);
ALTER TABLE public.program_state OWNER TO perennial_owner;
ALTER TABLE public.program_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.program_state FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_counts ON public.program_state FOR SELECT TO perennial_owner
  USING (true);
CREATE POLICY program_rows ON public.program_state FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.proposal (
  program_id integer NOT NULL,
  number integer NOT NULL,
  note text NOT NULL,
  author text NOT NULL,
  credential text NOT NULL,
  base integer NOT NULL,
  definitions jsonb NOT NULL,
  changes jsonb NOT NULL,
  proposed_at timestamp with time zone NOT NULL DEFAULT now(),
  state text NOT NULL DEFAULT 'open'::text,
  approved_by text,
  approved_at timestamp with time zone,
  acted_by text,
  acted_at timestamp with time zone,
  reason text,
  publish_at timestamp with time zone,
  release integer,
  beta_release integer,
  audience jsonb,
  worse jsonb,
  announced_at timestamp with time zone,
  CONSTRAINT proposal_pkey PRIMARY KEY (program_id, number),
  CONSTRAINT proposal_announced CHECK (((worse IS NULL) = (announced_at IS NULL))),
  CONSTRAINT proposal_base_check CHECK ((base >= 0)),
  CONSTRAINT proposal_check CHECK (((state = 'published'::text) = (release IS NOT NULL))),
  CONSTRAINT proposal_check1 CHECK (((approved_by IS NULL) = (approved_at IS NULL))),
  CONSTRAINT proposal_check2 CHECK (((state <> 'scheduled'::text) OR (publish_at IS NOT NULL))),
  CONSTRAINT proposal_check3 CHECK (((beta_release IS NULL) = (audience IS NULL))),
  CONSTRAINT proposal_number_check CHECK ((number > 0)),
  CONSTRAINT proposal_state_check CHECK ((state = ANY (ARRAY['open'::text, 'approved'::text, 'scheduled'::text, 'beta'::text, 'published'::text, 'rejected'::text, 'withdrawn'::text, 'failed'::text]))),
  CONSTRAINT proposal_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.program(program_id)
);
ALTER TABLE public.proposal OWNER TO perennial_owner;
CREATE INDEX proposal_scheduled ON public.proposal USING btree (program_id, publish_at) WHERE (state = 'scheduled'::text);
ALTER TABLE public.proposal ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.proposal FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.proposal FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.proposal_comment (
  program_id integer NOT NULL,
  proposal integer NOT NULL,
  comment_id uuid NOT NULL,
  author text NOT NULL,
  text text NOT NULL,
  commented_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT proposal_comment_pkey PRIMARY KEY (program_id, proposal, comment_id),
  CONSTRAINT proposal_comment_program_id_proposal_fkey FOREIGN KEY (program_id, proposal) REFERENCES public.proposal(program_id, number)
);
ALTER TABLE public.proposal_comment OWNER TO perennial_owner;
ALTER TABLE public.proposal_comment ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.proposal_comment FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.proposal_comment FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.release (
  program_id integer NOT NULL,
  number integer NOT NULL,
  note text NOT NULL,
  author text NOT NULL,
  definitions jsonb NOT NULL,
  changes jsonb NOT NULL,
  effective_at timestamp with time zone NOT NULL DEFAULT now(),
  restores integer,
  proposal integer,
  audience jsonb,
  CONSTRAINT release_pkey PRIMARY KEY (program_id, number),
  CONSTRAINT release_check CHECK (((restores > 0) AND (restores < number))),
  CONSTRAINT release_number_check CHECK ((number > 0)),
  CONSTRAINT release_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.program(program_id)
);
ALTER TABLE public.release OWNER TO perennial_owner;
ALTER TABLE public.release ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.release FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.release FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.seal_reach (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  currency smallint NOT NULL,
  seq bigint NOT NULL,
  CONSTRAINT seal_reach_pkey PRIMARY KEY (program_id, owner_id, currency)
);
ALTER TABLE public.seal_reach OWNER TO perennial_owner;
ALTER TABLE public.seal_reach ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.seal_reach FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.seal_reach FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.segment_member (
  program_id integer NOT NULL,
  segment text NOT NULL,
  owner_id uuid NOT NULL,
  since timestamp with time zone NOT NULL,
  CONSTRAINT segment_member_pkey PRIMARY KEY (program_id, segment, owner_id)
);
ALTER TABLE public.segment_member OWNER TO perennial_owner;
CREATE INDEX segment_member_by_owner ON public.segment_member USING btree (program_id, owner_id);
ALTER TABLE public.segment_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.segment_member FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.segment_member FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.segment_move (
  program_id integer NOT NULL,
  move_id uuid NOT NULL,
  segment text NOT NULL,
  owner_id uuid NOT NULL,
  entered boolean NOT NULL,
  at timestamp with time zone NOT NULL,
  made boolean NOT NULL DEFAULT false,
  CONSTRAINT segment_move_pkey PRIMARY KEY (program_id, move_id)
);
ALTER TABLE public.segment_move OWNER TO perennial_owner;
ALTER TABLE public.segment_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.segment_move FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.segment_move FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.segment_state (
  program_id integer NOT NULL,
  segment text NOT NULL,
  condition text NOT NULL DEFAULT ''::text,
  evaluated_at timestamp with time zone,
  took_ms integer NOT NULL DEFAULT 0,
  members bigint NOT NULL DEFAULT 0,
  CONSTRAINT segment_state_pkey PRIMARY KEY (program_id, segment)
);
ALTER TABLE public.segment_state OWNER TO perennial_owner;
ALTER TABLE public.segment_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.segment_state FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.segment_state FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.sign_in_link (
  organization_id integer NOT NULL,
  link_hash bytea NOT NULL,
  staff_id uuid NOT NULL,
  expires_at timestamp with time zone NOT NULL,
  used_at timestamp with time zone,
  CONSTRAINT sign_in_link_pkey PRIMARY KEY (link_hash),
  CONSTRAINT sign_in_link_link_hash_check CHECK ((octet_length(link_hash) = 32)),
  CONSTRAINT sign_in_link_organization_id_staff_id_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES public.staff(organization_id, staff_id)
);
ALTER TABLE public.sign_in_link OWNER TO perennial_owner;
ALTER TABLE public.sign_in_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.sign_in_link FORCE ROW LEVEL SECURITY;
CREATE POLICY organization_rows ON public.sign_in_link FOR ALL TO PUBLIC
  USING (((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)) OR (link_hash = ( SELECT public.perennial_credential() AS perennial_credential))))
  WITH CHECK ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)));

CREATE TABLE public.staff (
  organization_id integer NOT NULL,
  staff_id uuid NOT NULL,
  name text NOT NULL,
  role text NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT staff_pkey PRIMARY KEY (organization_id, staff_id),
  CONSTRAINT staff_role_check CHECK ((role = 'owner'::text)),
  CONSTRAINT staff_organization_id_fkey FOREIGN KEY (organization_id) REFERENCES public.organization(organization_id)
);
ALTER TABLE public.staff OWNER TO perennial_owner;
ALTER TABLE public.staff ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.staff FORCE ROW LEVEL SECURITY;
CREATE POLICY organization_rows ON public.staff FOR ALL TO PUBLIC
  USING ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)))
  WITH CHECK ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)));

CREATE TABLE public.staff_account (
  program_id integer NOT NULL,
  actor text NOT NULL,
  member_id uuid NOT NULL,
  linked_by text NOT NULL,
  linked_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT staff_account_pkey PRIMARY KEY (program_id, actor)
);
ALTER TABLE public.staff_account OWNER TO perennial_owner;
ALTER TABLE public.staff_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.staff_account FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.staff_account FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.staff_session (
  organization_id integer NOT NULL,
  session_hash bytea NOT NULL,
  staff_id uuid NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  expires_at timestamp with time zone NOT NULL,
  revoked_at timestamp with time zone,
  CONSTRAINT staff_session_pkey PRIMARY KEY (session_hash),
  CONSTRAINT staff_session_session_hash_check CHECK ((octet_length(session_hash) = 32)),
  CONSTRAINT staff_session_organization_id_staff_id_fkey FOREIGN KEY (organization_id, staff_id) REFERENCES public.staff(organization_id, staff_id)
);
ALTER TABLE public.staff_session OWNER TO perennial_owner;
ALTER TABLE public.staff_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.staff_session FORCE ROW LEVEL SECURITY;
CREATE POLICY organization_rows ON public.staff_session FOR ALL TO PUBLIC
  USING (((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)) OR (session_hash = ( SELECT public.perennial_credential() AS perennial_credential))))
  WITH CHECK ((organization_id = ( SELECT public.perennial_organization() AS perennial_organization)));

CREATE TABLE public.store_secret (
  program_id integer NOT NULL,
  store text NOT NULL,
  secret bytea NOT NULL,
  created_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT store_secret_pkey PRIMARY KEY (program_id, store),
  CONSTRAINT store_secret_secret_check CHECK ((length(secret) >= 32))
);
ALTER TABLE public.store_secret OWNER TO perennial_owner;
ALTER TABLE public.store_secret ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.store_secret FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.store_secret FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.terms_acceptance (
  program_id integer NOT NULL,
  member_id uuid NOT NULL,
  version integer NOT NULL,
  accepted_at timestamp with time zone NOT NULL DEFAULT now(),
  source text,
  recorded_by text NOT NULL,
  CONSTRAINT terms_acceptance_pkey PRIMARY KEY (program_id, member_id, version)
);
ALTER TABLE public.terms_acceptance OWNER TO perennial_owner;
ALTER TABLE public.terms_acceptance ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.terms_acceptance FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.terms_acceptance FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.terms_version (
  program_id integer NOT NULL,
  version integer NOT NULL,
  release integer NOT NULL,
  since timestamp with time zone NOT NULL,
  documents jsonb NOT NULL,
  kept_at timestamp with time zone NOT NULL DEFAULT now(),
  CONSTRAINT terms_version_pkey PRIMARY KEY (program_id, version),
  CONSTRAINT terms_version_version_check CHECK ((version > 0)),
  CONSTRAINT terms_version_program_id_fkey FOREIGN KEY (program_id) REFERENCES public.program(program_id)
);
ALTER TABLE public.terms_version OWNER TO perennial_owner;
ALTER TABLE public.terms_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.terms_version FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.terms_version FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.tier_carried (
  program_id integer NOT NULL,
  source_id uuid NOT NULL,
  target_id uuid NOT NULL,
  ladder text NOT NULL,
  day integer NOT NULL,
  amount bigint NOT NULL,
  version integer NOT NULL,
  CONSTRAINT tier_carried_pkey PRIMARY KEY (program_id, source_id, target_id, ladder, day),
  CONSTRAINT tier_carried_version_check CHECK ((version > 0))
);
ALTER TABLE public.tier_carried OWNER TO perennial_owner;
ALTER TABLE public.tier_carried ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tier_carried FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.tier_carried FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.tier_day (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  ladder text NOT NULL,
  day integer NOT NULL,
  bucket smallint NOT NULL,
  amount bigint NOT NULL,
  CONSTRAINT tier_day_pkey PRIMARY KEY (program_id, owner_id, ladder, day, bucket)
)
WITH (fillfactor=80);
ALTER TABLE public.tier_day OWNER TO perennial_owner;
ALTER TABLE public.tier_day ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tier_day FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.tier_day FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.tier_look (
  program_id integer NOT NULL,
  basis text NOT NULL,
  complete boolean NOT NULL DEFAULT false,
  looked_owner uuid,
  looked bigint NOT NULL DEFAULT 0,
  CONSTRAINT tier_look_pkey PRIMARY KEY (program_id)
);
ALTER TABLE public.tier_look OWNER TO perennial_owner;
ALTER TABLE public.tier_look ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tier_look FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.tier_look FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.tier_memory_carried (
  program_id integer NOT NULL,
  source_id uuid NOT NULL,
  target_id uuid NOT NULL,
  ladder text NOT NULL,
  memory jsonb NOT NULL,
  version integer NOT NULL,
  CONSTRAINT tier_memory_carried_pkey PRIMARY KEY (program_id, source_id, target_id, ladder),
  CONSTRAINT tier_memory_carried_version_check CHECK ((version > 0))
);
ALTER TABLE public.tier_memory_carried OWNER TO perennial_owner;
ALTER TABLE public.tier_memory_carried ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tier_memory_carried FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.tier_memory_carried FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.tier_notice (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  ladder text NOT NULL,
  day integer NOT NULL,
  notice_id uuid NOT NULL,
  tier text NOT NULL,
  told_at timestamp with time zone NOT NULL,
  CONSTRAINT tier_notice_pkey PRIMARY KEY (program_id, owner_id, ladder, day),
  CONSTRAINT tier_notice_program_id_notice_id_key UNIQUE (program_id, notice_id)
);
ALTER TABLE public.tier_notice OWNER TO perennial_owner;
CREATE INDEX tier_notice_day ON public.tier_notice USING btree (program_id, day);
ALTER TABLE public.tier_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tier_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.tier_notice FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.tier_now (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  ladder text NOT NULL,
  tier text NOT NULL,
  until timestamp with time zone,
  CONSTRAINT tier_now_pkey PRIMARY KEY (program_id, ladder, owner_id) INCLUDE (tier)
);
ALTER TABLE public.tier_now OWNER TO perennial_owner;
CREATE INDEX tier_now_due ON public.tier_now USING btree (program_id, ladder, until) WHERE (until IS NOT NULL);
ALTER TABLE public.tier_now ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tier_now FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.tier_now FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.tier_state (
  program_id integer NOT NULL,
  owner_id uuid NOT NULL,
  ladder text NOT NULL,
  bucket smallint NOT NULL,
  day integer NOT NULL,
  total bigint NOT NULL,
  tier text,
  memory jsonb,
  counted_over smallint,
  CONSTRAINT tier_state_pkey PRIMARY KEY (program_id, owner_id, ladder, bucket),
  CONSTRAINT tier_state_counted_over_check CHECK (((counted_over >= 1) AND (counted_over <= 4))),
  CONSTRAINT tier_state_memory_check CHECK ((jsonb_typeof(memory) = 'object'::text))
)
WITH (fillfactor=70);
ALTER TABLE public.tier_state OWNER TO perennial_owner;
ALTER TABLE public.tier_state ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.tier_state FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.tier_state FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.transfer (
  program_id integer NOT NULL,
  transfer_id uuid NOT NULL,
  currency smallint NOT NULL,
  kind text NOT NULL,
  from_owner uuid NOT NULL,
  to_owner uuid NOT NULL,
  amount bigint NOT NULL,
  debt bigint NOT NULL,
  state text NOT NULL,
  lots json NOT NULL,
  sent_at timestamp with time zone NOT NULL,
  closed_at timestamp with time zone,
  message text,
  CONSTRAINT transfer_pkey PRIMARY KEY (program_id, transfer_id, currency),
  CONSTRAINT transfer_amount_check CHECK ((amount >= 0)),
  CONSTRAINT transfer_check CHECK ((from_owner <> to_owner)),
  CONSTRAINT transfer_check1 CHECK (((amount + debt) > 0)),
  CONSTRAINT transfer_check2 CHECK (((state = 'sent'::text) = (closed_at IS NULL))),
  CONSTRAINT transfer_debt_check CHECK ((debt >= 0)),
  CONSTRAINT transfer_state_check CHECK ((state = ANY (ARRAY['sent'::text, 'delivered'::text, 'returned'::text])))
);
ALTER TABLE public.transfer OWNER TO perennial_owner;
CREATE INDEX transfer_from ON public.transfer USING btree (program_id, from_owner, sent_at);
CREATE INDEX transfer_open ON public.transfer USING btree (program_id, sent_at) WHERE (state = 'sent'::text);
CREATE INDEX transfer_to ON public.transfer USING btree (program_id, to_owner, sent_at);
ALTER TABLE public.transfer ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.transfer FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.transfer FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE TABLE public.verify_run (
  program_id integer NOT NULL,
  run_id uuid NOT NULL,
  finished_at timestamp with time zone NOT NULL DEFAULT now(),
  clean boolean NOT NULL,
  seal integer,
  hash bytea,
  report json NOT NULL,
  CONSTRAINT verify_run_pkey PRIMARY KEY (program_id, run_id),
  CONSTRAINT verify_run_hash_check CHECK ((octet_length(hash) = 32))
);
ALTER TABLE public.verify_run OWNER TO perennial_owner;
ALTER TABLE public.verify_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.verify_run FORCE ROW LEVEL SECURITY;
CREATE POLICY program_rows ON public.verify_run FOR ALL TO PUBLIC
  USING ((program_id = ( SELECT public.perennial_program() AS perennial_program)))
  WITH CHECK ((program_id = ( SELECT public.perennial_program() AS perennial_program)));

CREATE VIEW public.entries WITH (security_invoker=true) AS
 SELECT journal.program_id,
    journal.owner_id,
    journal.currency,
    journal.seq,
    journal.bucket,
    journal.debit AS account,
    (- journal.amount) AS change,
    journal.activity_id,
    journal.rule,
    journal.reason,
    journal.effective_at,
    journal.posted_at
   FROM public.journal
UNION ALL
 SELECT journal.program_id,
    journal.owner_id,
    journal.currency,
    journal.seq,
    journal.bucket,
    journal.credit AS account,
    journal.amount AS change,
    journal.activity_id,
    journal.rule,
    journal.reason,
    journal.effective_at,
    journal.posted_at
   FROM public.journal;

GRANT USAGE ON SCHEMA public TO PUBLIC;
GRANT USAGE ON SCHEMA public TO perennial_app;
GRANT EXECUTE ON ROUTINE public.perennial_credential() TO PUBLIC;
GRANT EXECUTE ON ROUTINE public.perennial_credential() TO perennial_app;
GRANT EXECUTE ON ROUTINE public.perennial_divided(numeric,numeric,text) TO PUBLIC;
GRANT EXECUTE ON ROUTINE public.perennial_fact_text(jsonb) TO PUBLIC;
GRANT EXECUTE ON ROUTINE public.perennial_fact_texts(jsonb) TO PUBLIC;
GRANT EXECUTE ON ROUTINE public.perennial_organization() TO PUBLIC;
GRANT EXECUTE ON ROUTINE public.perennial_organization() TO perennial_app;
GRANT EXECUTE ON ROUTINE public.perennial_program() TO PUBLIC;
GRANT EXECUTE ON ROUTINE public.perennial_program() TO perennial_app;
GRANT EXECUTE ON ROUTINE public.perennial_programs() TO perennial_app;
GRANT EXECUTE ON ROUTINE public.perennial_proof_totals() TO perennial_app;
GRANT EXECUTE ON ROUTINE public.perennial_scalar_text(jsonb) TO PUBLIC;
GRANT EXECUTE ON ROUTINE public.perennial_within(numeric,numeric,numeric) TO PUBLIC;
GRANT INSERT, SELECT ON TABLE public.activity TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.activity_day TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.activity_key TO perennial_app;
GRANT UPDATE (bucket, owner_id) ON TABLE public.activity_key TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.api_key TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.approval TO perennial_app;
GRANT UPDATE (activity_id, decided_at, decided_by, decision_reason, state) ON TABLE public.approval TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.audit_entry TO perennial_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE public.back_test TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.balance TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.budget_use TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.card_carried TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.card_stamp TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.card_state TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.code_guess TO perennial_app;
GRANT UPDATE (failures) ON TABLE public.code_guess TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.consent TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.counter TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.counter_carried TO perennial_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE public.definition TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.definition_edit TO perennial_app;
GRANT SELECT ON TABLE public.entries TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.expiry_warning TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.gift_card TO perennial_app;
GRANT UPDATE (claimed_by, state) ON TABLE public.gift_card TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.history_order TO perennial_app;
GRANT UPDATE (counts_for, kept, net_minor) ON TABLE public.history_order TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.history_state TO perennial_app;
GRANT UPDATE (built_orders, built_owner, built_seq, complete) ON TABLE public.history_state TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.hold TO perennial_app;
GRANT UPDATE (captured, closed_at, state) ON TABLE public.hold TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.idempotent_reply TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.import_run TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.journal TO perennial_app;
GRANT UPDATE (remaining) ON TABLE public.journal TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.journal_page TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.journal_seal TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.ledger_close TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.ledger_day TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.lot_due TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.lot_use TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.member TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.member_history TO perennial_app;
GRANT UPDATE (first_order_at, last_order_at, orders, recent_at, recent_spend, spend_minor) ON TABLE public.member_history TO perennial_app;
GRANT DELETE, INSERT, SELECT, UPDATE ON TABLE public.member_identifier TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.order_state TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.order_sum TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.organization TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.outbox TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.outbox_cursor TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.parked_activity TO perennial_app;
GRANT UPDATE (refusal) ON TABLE public.parked_activity TO perennial_app;
GRANT SELECT ON TABLE public.perennial_migration TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.pool TO perennial_app;
GRANT UPDATE (adults_spend, children_spend, name, state) ON TABLE public.pool TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.pool_member TO perennial_app;
GRANT UPDATE (role) ON TABLE public.pool_member TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.program TO perennial_app;
GRANT UPDATE (clock_offset_seconds, name) ON TABLE public.program TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.program_currency TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.program_state TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.proposal TO perennial_app;
GRANT UPDATE (acted_at, acted_by, announced_at, approved_at, approved_by, audience, beta_release, publish_at, reason, release, state, worse) ON TABLE public.proposal TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.proposal_comment TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.release TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.seal_reach TO perennial_app;
GRANT UPDATE (seq) ON TABLE public.seal_reach TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.segment_member TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.segment_move TO perennial_app;
GRANT UPDATE (made) ON TABLE public.segment_move TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.segment_state TO perennial_app;
GRANT UPDATE (condition, evaluated_at, members, took_ms) ON TABLE public.segment_state TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.sign_in_link TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.staff TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.staff_account TO perennial_app;
GRANT UPDATE (linked_at, linked_by, member_id) ON TABLE public.staff_account TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.staff_session TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.store_secret TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.terms_acceptance TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.terms_version TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.tier_carried TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.tier_day TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.tier_look TO perennial_app;
GRANT UPDATE (basis, complete, looked, looked_owner) ON TABLE public.tier_look TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.tier_memory_carried TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.tier_notice TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.tier_now TO perennial_app;
GRANT UPDATE (tier, until) ON TABLE public.tier_now TO perennial_app;
GRANT INSERT, SELECT, UPDATE ON TABLE public.tier_state TO perennial_app;
GRANT INSERT, SELECT ON TABLE public.transfer TO perennial_app;
GRANT UPDATE (closed_at, state) ON TABLE public.transfer TO perennial_app;
GRANT DELETE, INSERT, SELECT ON TABLE public.verify_run TO perennial_app;
