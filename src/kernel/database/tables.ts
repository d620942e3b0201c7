// Made by `npm run db:types` from migrations/; do not edit.
import type { Generated } from 'kysely'

export interface AbsenceTable {
  id: string
  account: string
  substitute: string
  since: Date
  until: Date
  note: string
  created_at: Date
}

export interface AccessLogTable {
  id: string
  at: Date
  actor: string
  unit: string | null
  matter_id: string | null
  what: string
  purpose: string
  record_id: string | null
}

export interface AccountTable {
  id: string
  login: string
  name: string
  sealed_phone: Uint8Array | null
  subject_key: string
  password_hash: string | null
  state: Generated<string>
  must_change: boolean
  failed: Generated<number>
  locked_until: Date | null
  version: Generated<number>
  created_at: Date
  changed_at: Date
  left_at: Date | null
}

export interface AdministrationLogTable {
  id: string
  at: Date
  actor: string
  act: string
  subject: string
  detail: unknown
}

export interface ApiClientTable {
  id: string
  name: string
  key_digest: Uint8Array
  active: boolean
  created_at: Date
  scopes: Generated<string[]>
  per_minute: Generated<number>
  used_at: Date | null
}

export interface AreaTable {
  code: string
  name: string
  name_en: string | null
  level: string
  kind: Generated<string>
  boundary: unknown | null
  valid_from: Date
  valid_to: Date | null
  predecessors: Generated<string[]>
}

export interface AreaDrawingTable {
  code: string
  valid_to: Date
  boundary: unknown
}

export interface AttachmentTable {
  matter_id: string
  n: number
  digest: string
  kind: string
  shows: string | null
}

export interface CategoryTable {
  code: string
  tree: string
  parent: string | null
  name: string
  name_en: string
  keywords: Generated<string[]>
  respond: unknown | null
  handle: unknown | null
  list_item: string | null
  source: string | null
  position: Generated<number>
  valid_to: Date | null
}

export interface DailyFigureTable {
  day: Date
  area_code: string
  category: string
  door: string
  procedure_id: string
  excluded: boolean
  received: Generated<number>
  respond_due: Generated<number>
  responded: Generated<number>
  due: Generated<number>
  on_time: Generated<number>
  late: Generated<number>
  answered: Generated<number>
  rated: Generated<number>
  called_back: Generated<number>
  satisfied: Generated<number>
  basically: Generated<number>
  unsatisfied: Generated<number>
  solved: Generated<number>
  not_solved: Generated<number>
  reopened: Generated<number>
  reworked: Generated<number>
  returned: Generated<number>
  exclusions: Generated<number>
  closed: Generated<number>
  declined: Generated<number>
  withdrawn: Generated<number>
  merged: Generated<number>
}

export interface DeliveryTable {
  outbox_id: string
  channel: string
  matter_id: string | null
  template: string
  at: Date
}

export interface DemoMessageTable {
  id: string
  channel: string
  sealed: Uint8Array
  at: Date
}

export interface DutyTable {
  role: string
  prefix: string
  unit: string
}

export interface FileTable {
  digest: string
  media_type: string
  kind: string
  bytes: number
  width: number | null
  height: number | null
  stored_at: Date
}

export interface FollowerTable {
  name: string
  tx: string
  matter_id: string
  n: number
  moved_at: Date
}

export interface JobLeaseTable {
  name: string
  holder: string
  until: Date
  last_run: Date | null
  last_fault: string | null
}

export interface JournalTable {
  matter_id: string
  n: number
  kind: string
  version: number
  actor: string
  at: Date
  tx: Generated<string>
  prev: Uint8Array
  digest: Uint8Array
}

export interface MapFeatureTable {
  id: string
  layer: string
  properties: unknown
  geometry: unknown
}

export interface MatterTable {
  id: string
  code: string
  n: number
  procedure_id: string
  procedure_digest: string
  stage: string
  outcome: string | null
  nature: string | null
  category: string | null
  sensitivity: string
  restricted: boolean
  about_unit: string | null
  door: string
  channel: string | null
  filed_at: Date
  filed_by: string
  filer_unit: string | null
  filed_area: string
  area_code: string
  located: boolean
  lon: number | null
  lat: number | null
  lead_unit: string | null
  units: string[]
  known_to: string[]
  due_at: Date | null
  late: boolean
  fire_at: Date | null
  returned: number
  reopened: number
  joined: number
  solved: boolean | null
  satisfaction: number | null
  excluded: boolean
  answered_at: Date | null
  closed_at: Date | null
  released_at: Date | null
  merged_into: string | null
  subject_key: string
  receipt_digest: Uint8Array | null
  contact_index: Uint8Array | null
  upstream_source: string | null
  upstream_number: string | null
  chain: Uint8Array
  state: unknown
  listed: unknown
}

export interface MatterContactTable {
  matter_id: string
  n: number
  subject_key: string
  sealed: Uint8Array
}

export interface MatterSearchTable {
  matter_id: string
  area_code: string
  filed_at: Date
  terms: string
}

export interface MatterViewTable {
  account: string
  name: string
  query: unknown
}

export interface MatterWordsTable {
  matter_id: string
  title: string
  body: string
  address: string | null
  public_title: string | null
  public_text: string | null
  public_answer: string | null
}

export interface MembershipTable {
  id: string
  account: string
  unit: string
  role: string
  since: Date
  until: Date | null
  created_at: Date
}

export interface MigrationTable {
  name: string
  digest: string
  applied_at: Generated<Date>
}

export interface MonthlyFigureTable {
  day: Date
  area_code: string
  category: string
  door: string
  procedure_id: string
  excluded: boolean
  received: Generated<number>
  respond_due: Generated<number>
  responded: Generated<number>
  due: Generated<number>
  on_time: Generated<number>
  late: Generated<number>
  answered: Generated<number>
  rated: Generated<number>
  called_back: Generated<number>
  satisfied: Generated<number>
  basically: Generated<number>
  unsatisfied: Generated<number>
  solved: Generated<number>
  not_solved: Generated<number>
  reopened: Generated<number>
  reworked: Generated<number>
  returned: Generated<number>
  exclusions: Generated<number>
  closed: Generated<number>
  declined: Generated<number>
  withdrawn: Generated<number>
  merged: Generated<number>
}

export interface NoticeTable {
  id: string
  unit: string
  role: string
  template: string
  params: unknown
  matter_id: string
  at: Date
  tx: Generated<string>
}

export interface NoticeReadTable {
  account: string
  notice_id: string
  at: Date
}

export interface OperationTable {
  id: string
  actor: string
  payload_digest: Uint8Array
  answer: unknown
  at: Date
}

export interface OutboxTable {
  id: string
  topic: string
  body: unknown
  matter_id: string | null
  created_at: Date
  due_at: Date
  tries: Generated<number>
  state: Generated<string>
  fault: string | null
  given_up_reason: string | null
}

export interface PayloadTable {
  matter_id: string
  n: number
  part: string
  at: Date
  subject_key: string
  digest: Uint8Array
  ciphertext: Uint8Array
}

export interface PhoneCodeTable {
  phone_index: Uint8Array
  code_digest: Uint8Array
  sent_at: Date
  expires_at: Date
  tries: number
  day: Date
  sent_on_day: number
}

export interface PlaceTable {
  id: string
  name: string
  aliases: Generated<string[]>
  kind: string
  area_code: string
  lon: number
  lat: number
  outline: unknown | null
}

export interface ProcedureTable {
  digest: string
  id: string
  body: string
  in_force: boolean
  stored_at: Date
}

export interface RecordTable {
  id: string
  register: string
  code: string | null
  area_code: string
  lon: number | null
  lat: number | null
  title: string
  words: string
  n: number
  state: string
  since: string
  until: string | null
  plain: unknown
  sealed: Uint8Array | null
  subject_key: string | null
  chain: Uint8Array
  changed_at: Date
}

export interface RecordBlindTable {
  register: string
  field: string
  index: Uint8Array
  record_id: string
}

export interface RecordLinkTable {
  id: string
  from_id: string
  to_id: string
  role: string
  since: string
  until: string | null
  recorded: number
  ended: number | null
}

export interface RecordVersionTable {
  record_id: string
  n: number
  at: Date
  actor: string
  act: string
  reason: string | null
  cause: string | null
  valid_from: string
  plain: unknown
  sealed: Uint8Array | null
  prev: Uint8Array
  digest: Uint8Array
}

export interface ResidentTable {
  id: string
  phone_index: Uint8Array
  sealed_phone: Uint8Array
  subject_key: string
  created_at: Date
}

export interface RoutingRuleTable {
  id: string
  category: string
  prefix: string
  condition: string | null
  lead: string
  assistants: Generated<string[]>
  list_item: string | null
  handle: unknown | null
  reason: string
  position: Generated<number>
}

export interface SessionTable {
  id_digest: Uint8Array
  account: string | null
  resident: string | null
  data: unknown
  created_at: Date
  seen_at: Date
  idle_until: Date | null
  expires_at: Date
}

export interface SettingTable {
  name: string
  value: unknown
  changed_at: Date
  changed_by: string
}

export interface SignInTable {
  id: string
  account: string | null
  at: Date
  outcome: string
  address_digest: Uint8Array | null
}

export interface SubjectKeyTable {
  id: string
  wrapped: Uint8Array | null
  created_at: Date
  erased_at: Date | null
}

export interface TaskTable {
  matter_id: string
  unit: string
  role: string
  kind: string
  due_at: Date | null
}

export interface UnitTable {
  id: string
  name: string
  name_en: string
  kind: string
  parent: string | null
  hours: unknown | null
  valid_from: Date
  valid_to: Date | null
  version: Generated<number>
  changed_at: Date
}

export interface UnitScopeTable {
  unit: string
  prefix: string
  kinds: string[]
}

export interface UpstreamOrderTable {
  source: string
  number: string
  received_at: Date | null
  imported_at: Date
  imported_by: string
}

export interface Tables {
  absence: AbsenceTable
  access_log: AccessLogTable
  account: AccountTable
  administration_log: AdministrationLogTable
  api_client: ApiClientTable
  area: AreaTable
  area_drawing: AreaDrawingTable
  attachment: AttachmentTable
  category: CategoryTable
  daily_figure: DailyFigureTable
  delivery: DeliveryTable
  demo_message: DemoMessageTable
  duty: DutyTable
  file: FileTable
  follower: FollowerTable
  job_lease: JobLeaseTable
  journal: JournalTable
  map_feature: MapFeatureTable
  matter: MatterTable
  matter_contact: MatterContactTable
  matter_search: MatterSearchTable
  matter_view: MatterViewTable
  matter_words: MatterWordsTable
  membership: MembershipTable
  migration: MigrationTable
  monthly_figure: MonthlyFigureTable
  notice: NoticeTable
  notice_read: NoticeReadTable
  operation: OperationTable
  outbox: OutboxTable
  payload: PayloadTable
  phone_code: PhoneCodeTable
  place: PlaceTable
  procedure: ProcedureTable
  record: RecordTable
  record_blind: RecordBlindTable
  record_link: RecordLinkTable
  record_version: RecordVersionTable
  resident: ResidentTable
  routing_rule: RoutingRuleTable
  session: SessionTable
  setting: SettingTable
  sign_in: SignInTable
  subject_key: SubjectKeyTable
  task: TaskTable
  unit: UnitTable
  unit_scope: UnitScopeTable
  upstream_order: UpstreamOrderTable
}
