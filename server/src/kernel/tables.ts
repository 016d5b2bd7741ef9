import type { ColumnType, GeneratedAlways, JSONColumnType } from 'kysely';

// Written by `heliu dev tables` from the migrated database.

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Json = JSONColumnType<object | null, unknown, unknown>;
type Defaulted<T> =
  T extends ColumnType<infer S, infer I, infer U>
    ? ColumnType<S, I | undefined, U>
    : ColumnType<T, T | undefined, T>;

export interface DB {
  'city.entries': {
    kind: string;
    code: string;
    since_version: number;
    until_version: ColumnType<number | null, number | null | undefined, number | null>;
    document: Json;
  };
  'city.uploads': {
    id: string;
    created_at: Timestamp;
    account_id: number;
    base_version: ColumnType<number | null, number | null | undefined, number | null>;
    pack: Buffer;
  };
  'city.versions': {
    id: GeneratedAlways<number>;
    pack_code: string;
    pack_version: string;
    content_hash: string;
    imported_at: Timestamp;
    imported_by: ColumnType<number | null, number | null | undefined, number | null>;
    changes: Json;
  };
  'demo.days': {
    day: string;
    matters: number;
  };
  'demo.loads': {
    one: Defaulted<boolean>;
    until: Timestamp;
    days: number;
    per_day: number;
    residents: Defaulted<boolean>;
    enrolments: Defaulted<boolean>;
    calls: Defaulted<boolean>;
    consultations: Defaulted<boolean>;
    visits: Defaulted<boolean>;
    callers: Defaulted<boolean>;
    organisations: Defaulted<boolean>;
    registers: Defaulted<boolean>;
    support: Defaulted<boolean>;
    inspections: Defaulted<boolean>;
  };
  'enrolment.enrolments': {
    id: GeneratedAlways<number>;
    account_id: number;
    capacity: string;
    grid_code: string;
    place_path: string;
    since: Timestamp;
    until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    entered_by: number;
  };
  'enrolment.grid_moves': {
    edit_id: string;
    enrolment_id: number;
    code_before: string;
    path_before: string;
    code_after: string;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'evidence.blobs': {
    sha256: string;
    bytes: number;
    check_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'evidence.files': {
    id: string;
    kind: string;
    media_type: string;
    sha256: string;
    thumb_sha256: ColumnType<string | null, string | null | undefined, string | null>;
    bytes: number;
    width: ColumnType<number | null, number | null | undefined, number | null>;
    height: ColumnType<number | null, number | null | undefined, number | null>;
    name: ColumnType<string | null, string | null | undefined, string | null>;
    taken_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    lng: ColumnType<number | null, number | null | undefined, number | null>;
    lat: ColumnType<number | null, number | null | undefined, number | null>;
    uploaded_by: ColumnType<number | null, number | null | undefined, number | null>;
    uploaded_at: Timestamp;
    scan: string;
    scan_after: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    claim_hashes: Defaulted<string[]>;
    claimed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'export.exports': {
    id: string;
    account_id: number;
    started_at: Timestamp;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    format: string;
    filter: Json;
    place_paths: string[];
    personal: boolean;
    purpose: string;
    expected: number;
    written: ColumnType<number | null, number | null | undefined, number | null>;
  };
  'hotline.answers': {
    matter_id: string;
    entry_code: string;
    answered_at: Timestamp;
    answered_by: number;
  };
  'intake.rows': {
    source: string;
    source_id: string;
    matter_id: string;
    file_hash: string;
    line: number;
    content_hash: string;
    flags: string[];
    facts: Json;
    imported_at: Timestamp;
  };
  'joint.agenda_items': {
    consultation_id: string;
    no: number;
    matter_id: string;
    question: string;
    place: number;
    added_at: Timestamp;
    added_by: number;
    removed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    removed_by: ColumnType<number | null, number | null | undefined, number | null>;
  };
  'joint.calls': {
    id: string;
    matter_id: string;
    centre_unit_id: string;
    note: ColumnType<string | null, string | null | undefined, string | null>;
    called_at: Timestamp;
    called_by: number;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    ended_because: ColumnType<string | null, string | null | undefined, string | null>;
    ended_by: ColumnType<number | null, number | null | undefined, number | null>;
    end_words: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'joint.consultations': {
    id: string;
    host_unit_id: string;
    title: string;
    reason: string;
    starts_at: Timestamp;
    place: ColumnType<string | null, string | null | undefined, string | null>;
    link: ColumnType<string | null, string | null | undefined, string | null>;
    state: string;
    proposed_at: Timestamp;
    proposed_by: number;
    held_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    held_by: ColumnType<number | null, number | null | undefined, number | null>;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    ended_by: ColumnType<number | null, number | null | undefined, number | null>;
    end_words: ColumnType<string | null, string | null | undefined, string | null>;
    version: Defaulted<number>;
    arrangement: Defaulted<number>;
  };
  'joint.decisions': {
    consultation_id: string;
    item_no: number;
    no: number;
    words: string;
    decided_at: Timestamp;
    decided_by: number;
    order_role: ColumnType<string | null, string | null | undefined, string | null>;
    order_unit_id: ColumnType<string | null, string | null | undefined, string | null>;
    work_order_no: ColumnType<number | null, number | null | undefined, number | null>;
    ordered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    ordered_by: ColumnType<number | null, number | null | undefined, number | null>;
  };
  'joint.inspection_findings': {
    inspection_id: string;
    place_no: number;
    unit_id: string;
    item_code: string;
    state: string;
    matter_id: ColumnType<string | null, string | null | undefined, string | null>;
    words: ColumnType<string | null, string | null | undefined, string | null>;
    done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    done_by: ColumnType<number | null, number | null | undefined, number | null>;
    referred_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    referred_by: ColumnType<number | null, number | null | undefined, number | null>;
    referred_words: ColumnType<string | null, string | null | undefined, string | null>;
    reopened_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    reopened_by: ColumnType<number | null, number | null | undefined, number | null>;
    reopened_words: ColumnType<string | null, string | null | undefined, string | null>;
    settled_words: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'joint.inspection_photos': {
    file_id: string;
    inspection_id: string;
    place_no: number;
    unit_id: string;
    item_code: string;
    no: number;
  };
  'joint.inspection_places': {
    inspection_id: string;
    no: number;
    kind: string;
    code: ColumnType<string | null, string | null | undefined, string | null>;
    name: Json;
    place_code: string;
    place_path: string;
    lng: ColumnType<number | null, number | null | undefined, number | null>;
    lat: ColumnType<number | null, number | null | undefined, number | null>;
    state: string;
    done_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    done_by: ColumnType<number | null, number | null | undefined, number | null>;
    words: ColumnType<string | null, string | null | undefined, string | null>;
    added_at: Timestamp;
    removed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'joint.inspection_reports': {
    inspection_id: string;
    place_no: number;
    unit_id: string;
    revision: number;
    answers: Json;
    recorded_at: Timestamp;
    recorded_by: number;
  };
  'joint.inspection_units': {
    inspection_id: string;
    unit_id: string;
    checklist: JSONColumnType<object | null, unknown, unknown>;
    invited_at: Timestamp;
    invited_by: number;
    answer: string;
    answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    answered_by: ColumnType<number | null, number | null | undefined, number | null>;
    comes: ColumnType<string | null, string | null | undefined, string | null>;
    words: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'joint.inspections': {
    id: string;
    version: number;
    host_unit_id: string;
    lead_unit_id: string;
    title: string;
    note: ColumnType<string | null, string | null | undefined, string | null>;
    starts_at: Timestamp;
    ends_at: Timestamp;
    meeting_place: string;
    state: string;
    planned_at: Timestamp;
    planned_by: number;
    begun_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    begun_by: ColumnType<number | null, number | null | undefined, number | null>;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    ended_by: ColumnType<number | null, number | null | undefined, number | null>;
    end_words: ColumnType<string | null, string | null | undefined, string | null>;
    arrangement: Defaulted<number>;
  };
  'joint.invitations': {
    consultation_id: string;
    unit_id: string;
    invited_at: Timestamp;
    invited_by: number;
    answer: string;
    answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    answered_by: ColumnType<number | null, number | null | undefined, number | null>;
    comes: ColumnType<string | null, string | null | undefined, string | null>;
    words: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'joint.legs': {
    call_id: string;
    no: number;
    unit_id: string;
    duty_code: string;
    called_at: Timestamp;
    called_by: number;
    acknowledge_due_at: Timestamp;
    arrive_due_at: Timestamp;
    acknowledged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    acknowledged_by: ColumnType<number | null, number | null | undefined, number | null>;
    arrived_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    arrived_by: ColumnType<number | null, number | null | undefined, number | null>;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    ended_as: ColumnType<string | null, string | null | undefined, string | null>;
    ended_by: ColumnType<number | null, number | null | undefined, number | null>;
    words: ColumnType<string | null, string | null | undefined, string | null>;
    watch_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'joint.minutes': {
    consultation_id: string;
    item_no: number;
    revision: number;
    correction: boolean;
    words: string;
    written_at: Timestamp;
    written_by: number;
  };
  'kernel.migrations': {
    name: string;
    checksum: string;
    applied_at: Defaulted<Timestamp>;
  };
  'kernel.rates': {
    key: string;
    tokens: number;
    at: Timestamp;
  };
  'keys.keys': {
    id: GeneratedAlways<number>;
    account_id: number;
    name: string;
    token_hash: Buffer;
    token_start: string;
    scopes: string[];
    place_code: string;
    place_path: string;
    per_minute: number;
    created_at: Timestamp;
    created_by: ColumnType<number | null, number | null | undefined, number | null>;
    expires_at: Timestamp;
    revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    revoked_by: ColumnType<number | null, number | null | undefined, number | null>;
    last_used_on: ColumnType<string | null, string | null | undefined, string | null>;
    version: Defaulted<number>;
  };
  'log.accesses': {
    id: GeneratedAlways<number>;
    at: Timestamp;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    endpoint: string;
    subject: string;
    purpose: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'log.commands': {
    command_id: string;
    at: Timestamp;
    endpoint: string;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    subject: ColumnType<string | null, string | null | undefined, string | null>;
    reply: JSONColumnType<object | null, unknown, unknown>;
  };
  'log.events': {
    id: Defaulted<number>;
    at: Timestamp;
    kind: string;
    subject: string;
    place_path: ColumnType<string | null, string | null | undefined, string | null>;
    unit_ids: Defaulted<string[]>;
    actor_id: ColumnType<number | null, number | null | undefined, number | null>;
    command_id: ColumnType<string | null, string | null | undefined, string | null>;
    payload: Defaulted<Json>;
  };
  'log.pending_events': {
    event_id: number;
    event_at: Timestamp;
  };
  'log.positions': {
    position: number;
    event_id: number;
    event_at: Timestamp;
  };
  'log.readers': {
    name: string;
    position: number;
    updated_at: Defaulted<Timestamp>;
  };
  'log.refusals': {
    id: GeneratedAlways<number>;
    at: Timestamp;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    endpoint: string;
    code: string;
  };
  'log.sequence': {
    one: Defaulted<boolean>;
    last_position: number;
  };
  'log.upkeep': {
    name: string;
    ran_at: Timestamp;
    done: number;
  };
  'mails.failures': {
    mail_id: string;
    mailbox: Buffer;
    uid_validity: number;
    uid: number;
    attempts: number;
    fault: string;
    failed_at: Timestamp;
    next_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'mails.files': {
    mail_id: string;
    no: number;
    file_id: string;
    name: string;
  };
  'mails.mailboxes': {
    key: Buffer;
    uid_validity: number;
    last_uid: number;
    read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    failing_since: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    fault: ColumnType<string | null, string | null | undefined, string | null>;
    told_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'mails.mails': {
    id: string;
    key: Buffer;
    unit_id: string;
    received_at: Timestamp;
    sent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    sender_key: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
    sender_name: ColumnType<string | null, string | null | undefined, string | null>;
    sender_address: ColumnType<string | null, string | null | undefined, string | null>;
    subject: string;
    body: string;
    quoted: string;
    language: string;
    bytes: number;
    refused: Json;
    state: string;
    reason: ColumnType<string | null, string | null | undefined, string | null>;
    note: ColumnType<string | null, string | null | undefined, string | null>;
    matter_id: ColumnType<string | null, string | null | undefined, string | null>;
    report_command_id: ColumnType<string | null, string | null | undefined, string | null>;
    handled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    handled_by: ColumnType<number | null, number | null | undefined, number | null>;
    acknowledged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    erased_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'matter.due_clocks': {
    matter_id: string;
    kind: string;
    work_order_no: number;
    due_at: Timestamp;
    provisional: boolean;
  };
  'matter.evidence': {
    matter_id: string;
    file_id: string;
    version: number;
    work_order_no: ColumnType<number | null, number | null | undefined, number | null>;
    report_id: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'matter.matters': {
    id: string;
    code: string;
    version: number;
    stage: string;
    type_code: string;
    request_kind: string;
    channel: string;
    title: string;
    description: string;
    answers: Defaulted<Json>;
    address: ColumnType<string | null, string | null | undefined, string | null>;
    lng: ColumnType<number | null, number | null | undefined, number | null>;
    lat: ColumnType<number | null, number | null | undefined, number | null>;
    division_code: string;
    grid_code: ColumnType<string | null, string | null | undefined, string | null>;
    place_path: string;
    centre_unit_id: string;
    holder_unit_id: string;
    holder_account_id: ColumnType<number | null, number | null | undefined, number | null>;
    registered_at: Timestamp;
    registered_by: ColumnType<number | null, number | null | undefined, number | null>;
    changed_at: Timestamp;
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    due_clock: ColumnType<string | null, string | null | undefined, string | null>;
    provisional_due: Defaulted<boolean>;
    closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    closing_way: ColumnType<string | null, string | null | undefined, string | null>;
    outcome: ColumnType<string | null, string | null | undefined, string | null>;
    on_time: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
    approval_due: Defaulted<boolean>;
    check_due: Defaulted<boolean>;
    route: JSONColumnType<object | null, unknown, unknown>;
    state: Json;
    unit_ids: string[];
  };
  'matter.notes': {
    id: GeneratedAlways<number>;
    matter_id: string;
    version: number;
    at: Timestamp;
    kind: string;
    work_order_no: ColumnType<number | null, number | null | undefined, number | null>;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    body: string;
  };
  'matter.reports': {
    id: string;
    matter_id: string;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    receipt_hash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
    language: string;
    name: ColumnType<string | null, string | null | undefined, string | null>;
    phone: ColumnType<string | null, string | null | undefined, string | null>;
    email: ColumnType<string | null, string | null | undefined, string | null>;
    text: string;
    created_at: Timestamp;
    erased_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    resent_hash: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
    resent_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    organisation_id: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'matter.saved_views': {
    id: string;
    account_id: number;
    name: string;
    query: string;
    created_at: Timestamp;
    is_default: Defaulted<boolean>;
  };
  'matter.search': {
    matter_id: string;
    grams: string[];
  };
  'matter.wake_ups': {
    matter_id: string;
    at: Timestamp;
  };
  'matter.work_orders': {
    matter_id: string;
    no: number;
    role: string;
    unit_id: string;
    holder_id: ColumnType<number | null, number | null | undefined, number | null>;
    status: string;
    dispatched_at: Timestamp;
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    overdue: Defaulted<boolean>;
    exempt: Defaulted<boolean>;
    place_path: string;
  };
  'notices.carried': {
    delivery_id: string;
    notice_id: number;
  };
  'notices.deliveries': {
    id: string;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    report_id: ColumnType<string | null, string | null | undefined, string | null>;
    channel: string;
    digest_for: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    state: Defaulted<string>;
    due_at: Timestamp;
    attempts: Defaulted<number>;
    last_error: ColumnType<string | null, string | null | undefined, string | null>;
    created_at: Timestamp;
    settled_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'notices.follows': {
    account_id: number;
    matter_id: string;
    since: Timestamp;
  };
  'notices.notices': {
    id: GeneratedAlways<number>;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    report_id: ColumnType<string | null, string | null | undefined, string | null>;
    kind: string;
    rule: string;
    urgent: boolean;
    at: Timestamp;
    position: ColumnType<number | null, number | null | undefined, number | null>;
    matter_id: ColumnType<string | null, string | null | undefined, string | null>;
    matter_code: ColumnType<string | null, string | null | undefined, string | null>;
    status: Json;
    body: Json;
    read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    about: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'notices.preferences': {
    account_id: number;
    choices: Json;
    quiet_from: string;
    quiet_until: string;
    urgent_in_quiet: boolean;
    digest_at: string;
    changed_at: Timestamp;
  };
  'notices.push_subscriptions': {
    id: string;
    account_id: number;
    endpoint: string;
    p256dh: string;
    auth: string;
    created_at: Timestamp;
    session_id: ColumnType<number | null, number | null | undefined, number | null>;
    app: Defaulted<string>;
  };
  'notices.reminded': {
    matter_id: string;
    clock: string;
    work_order_no: number;
    due_at: Timestamp;
    what: string;
  };
  'open311.submissions': {
    token: string;
    account_id: number;
    content_hash: Buffer;
    by_client: boolean;
    at: Timestamp;
  };
  'organisation.acts': {
    organisation_id: string;
    no: number;
    kind: string;
    at: Timestamp;
    account_id: number;
    words: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'organisation.answers': {
    circular_id: string;
    organisation_id: string;
    no: number;
    words: string;
    answered_at: Timestamp;
    answered_by: number;
    decision: ColumnType<string | null, string | null | undefined, string | null>;
    decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    decided_by: ColumnType<number | null, number | null | undefined, number | null>;
    decision_words: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'organisation.applications': {
    organisation_id: string;
    no: number;
    name: string;
    credit_code: ColumnType<string | null, string | null | undefined, string | null>;
    no_code_reason: ColumnType<string | null, string | null | undefined, string | null>;
    asked_at: Timestamp;
    asked_by: number;
    decision: ColumnType<string | null, string | null | undefined, string | null>;
    decided_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    decided_by: ColumnType<number | null, number | null | undefined, number | null>;
    words: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'organisation.circulars': {
    id: string;
    kind: string;
    title: string;
    body: string;
    unit_id: string;
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    sent_at: Timestamp;
    sent_by: number;
    withdrawn_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    withdrawn_by: ColumnType<number | null, number | null | undefined, number | null>;
    words: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'organisation.copies': {
    circular_id: string;
    organisation_id: string;
    state: string;
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    read_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    acknowledged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    changed_at: Timestamp;
    reminded: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'organisation.files': {
    file_id: string;
    organisation_id: ColumnType<string | null, string | null | undefined, string | null>;
    application_no: ColumnType<number | null, number | null | undefined, number | null>;
    circular_id: ColumnType<string | null, string | null | undefined, string | null>;
    answer_no: ColumnType<number | null, number | null | undefined, number | null>;
  };
  'organisation.invitations': {
    id: string;
    organisation_id: string;
    email: ColumnType<string | null, string | null | undefined, string | null>;
    succeeds: ColumnType<string | null, string | null | undefined, string | null>;
    invited_at: Timestamp;
    invited_by: number;
    answer: ColumnType<string | null, string | null | undefined, string | null>;
    answered_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'organisation.organisations': {
    id: string;
    name: string;
    credit_code: ColumnType<string | null, string | null | undefined, string | null>;
    no_code_reason: ColumnType<string | null, string | null | undefined, string | null>;
    kind: string;
    place_code: string;
    place_path: string;
    address: string;
    contact_name: ColumnType<string | null, string | null | undefined, string | null>;
    contact_phone: ColumnType<string | null, string | null | undefined, string | null>;
    contact_email: ColumnType<string | null, string | null | undefined, string | null>;
    state: string;
    registered_at: Timestamp;
    registered_by: number;
    verified_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'organisation.representatives': {
    id: string;
    organisation_id: string;
    account_id: number;
    since: Timestamp;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'patrol.findings': {
    visit_id: string;
    item_code: string;
    matter_id: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'patrol.visits': {
    id: string;
    plan_code: string;
    place_code: string;
    place_path: string;
    visited_at: Timestamp;
    visited_on: string;
    received_at: Timestamp;
    answers: Json;
  };
  'people.accounts': {
    id: GeneratedAlways<number>;
    kind: string;
    login: string;
    display_name: string;
    email: ColumnType<string | null, string | null | undefined, string | null>;
    phone: ColumnType<string | null, string | null | undefined, string | null>;
    password_hash: ColumnType<string | null, string | null | undefined, string | null>;
    must_change_password: Defaulted<boolean>;
    status: Defaulted<string>;
    language: string;
    unit_code: ColumnType<string | null, string | null | undefined, string | null>;
    home_path: string;
    version: Defaulted<number>;
    created_at: Timestamp;
    last_sign_in_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    display_name_en: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'people.attempts': {
    key: Buffer;
    count: number;
    window_ends_at: Timestamp;
    blocked_until: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'people.authenticators': {
    account_id: number;
    sealed_secret: Buffer;
    last_step: Defaulted<number>;
    created_at: Timestamp;
    confirmed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'people.contact_codes': {
    id: GeneratedAlways<number>;
    purpose: string;
    contact_mac: Buffer;
    asker_hash: Buffer;
    code_mac: Buffer;
    account_id: ColumnType<number | null, number | null | undefined, number | null>;
    created_at: Timestamp;
    expires_at: Timestamp;
    attempts: Defaulted<number>;
    used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'people.decisions': {
    id: GeneratedAlways<number>;
    account_id: number;
    kind: string;
    reason: string;
    decided_at: Timestamp;
    decided_by: ColumnType<number | null, number | null | undefined, number | null>;
  };
  'people.grants': {
    id: GeneratedAlways<number>;
    account_id: number;
    role: string;
    place_code: ColumnType<string | null, string | null | undefined, string | null>;
    place_path: ColumnType<string | null, string | null | undefined, string | null>;
    unit_code: ColumnType<string | null, string | null | undefined, string | null>;
    reach_path: string;
    granted_at: Timestamp;
    granted_by: ColumnType<number | null, number | null | undefined, number | null>;
  };
  'people.grid_moves': {
    edit_id: string;
    account_id: number;
    taken: Json;
    given: Json;
    home_before: string;
    home_after: string;
  };
  'people.identities': {
    issuer: string;
    subject: string;
    account_id: number;
    linked_at: Timestamp;
  };
  'people.known_devices': {
    account_id: number;
    device_hash: Buffer;
    network_mac: Buffer;
    seen_at: Timestamp;
  };
  'people.recovery_codes': {
    account_id: number;
    code_mac: Buffer;
    used_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
  };
  'people.releases': {
    account_id: number;
    due_at: Timestamp;
  };
  'people.sessions': {
    id: GeneratedAlways<number>;
    account_id: number;
    token_hash: Buffer;
    awaiting: ColumnType<string | null, string | null | undefined, string | null>;
    attempts: Defaulted<number>;
    created_at: Timestamp;
    seen_at: Timestamp;
    expires_at: Timestamp;
    ends_at: Timestamp;
    revoked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    user_agent: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'registers.contacts': {
    premises_id: string;
    sealed: Buffer;
    purpose: string;
    recorded_at: Timestamp;
    expires_at: Timestamp;
  };
  'registers.premises': {
    id: string;
    code: string;
    address: string;
    grid_code: string;
    place_path: string;
    lng: ColumnType<number | null, number | null | undefined, number | null>;
    lat: ColumnType<number | null, number | null | undefined, number | null>;
    kind: string;
    floors: ColumnType<number | null, number | null | undefined, number | null>;
    rooms: ColumnType<number | null, number | null | undefined, number | null>;
    gas: string;
    added_at: Timestamp;
    changed_at: Timestamp;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    version: Defaulted<number>;
  };
  'statistics.facts': {
    id: string;
    registered_at: Timestamp;
    changed_at: Timestamp;
    stage: string;
    type_code: string;
    channel: string;
    place_path: string;
    centre_unit_id: string;
    holder_unit_id: string;
    lead_unit_id: ColumnType<string | null, string | null | undefined, string | null>;
    accepted_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    filed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    closed_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    on_spot: boolean;
    on_time: ColumnType<boolean | null, boolean | null | undefined, boolean | null>;
    exempt: boolean;
    overdue_from: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    unit_ids: string[];
  };
  'supervision.cards': {
    id: string;
    matter_id: string;
    source: string;
    level: ColumnType<string | null, string | null | undefined, string | null>;
    clock: ColumnType<string | null, string | null | undefined, string | null>;
    work_order_no: ColumnType<number | null, number | null | undefined, number | null>;
    round: ColumnType<number | null, number | null | undefined, number | null>;
    ladder: ColumnType<string | null, string | null | undefined, string | null>;
    step: ColumnType<string | null, string | null | undefined, string | null>;
    unit_id: string;
    centre_unit_id: string;
    place_path: string;
    recipients: string[];
    reached_at: Timestamp;
    issued_at: Timestamp;
    issued_by: ColumnType<number | null, number | null | undefined, number | null>;
    due_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    demand: ColumnType<string | null, string | null | undefined, string | null>;
    acknowledged_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    acknowledged_by: ColumnType<number | null, number | null | undefined, number | null>;
    replied_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    ended_because: ColumnType<string | null, string | null | undefined, string | null>;
    ended_by: ColumnType<number | null, number | null | undefined, number | null>;
    end_reason: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'supervision.climbs': {
    matter_id: string;
    clock: string;
    work_order_no: number;
    round: number;
    ladder: string;
    version: number;
    due_at: Timestamp;
    steps: Json;
    next_at: Timestamp;
  };
  'supervision.planned': {
    one: Defaulted<boolean>;
    city_version: number;
  };
  'supervision.replies': {
    id: GeneratedAlways<number>;
    card_id: string;
    at: Timestamp;
    account_id: number;
    body: string;
  };
  'support.entries': {
    id: string;
    kind: string;
    grid_code: string;
    place_path: string;
    keeper_path: string;
    purpose: string;
    times: number;
    per: string;
    consent_form: string;
    consent_on: string;
    recorded_at: Timestamp;
    recorded_by: number;
    expires_at: Timestamp;
    sealed: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
    ended_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    ended_as: ColumnType<string | null, string | null | undefined, string | null>;
    first_grid_code: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'support.officers': {
    entry_id: string;
    account_id: number;
  };
  'support.visits': {
    id: string;
    entry_id: string;
    visited_at: Timestamp;
    visited_on: string;
    result: string;
    note: ColumnType<Buffer | null, Buffer | null | undefined, Buffer | null>;
    matter_id: ColumnType<string | null, string | null | undefined, string | null>;
  };
  'webhooks.subscribers': {
    id: string;
    name: string;
    url: string;
    kinds: string[];
    state: Defaulted<string>;
    position: number;
    failing_since: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    attempts: Defaulted<number>;
    next_at: Timestamp;
    last_error: ColumnType<string | null, string | null | undefined, string | null>;
    last_taken_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    created_by: number;
    created_at: Timestamp;
  };
}
