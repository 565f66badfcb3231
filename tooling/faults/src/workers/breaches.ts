import type { Client } from 'pg'

/**
 * Watches the leases and slices from inside the database: who takes what, and who moves what on.
 *
 * The tables belong to the suite; the store's own are only looked at.
 */
export const watchingTables = `
create schema if not exists watch;
create table watch.taken_early (what text);
create table watch.slice_step (id bigserial, slice text, kind text, port int, at_ms float8);
create function watch.lease_changed() returns trigger language plpgsql as $$ begin
  if new.fence <> old.fence and new.owner <> old.owner
    and old.until > extract(epoch from clock_timestamp()) * 1000
  then insert into watch.taken_early values ('the lease of "' || new.name || '"'); end if;
  return new;
end $$;
create trigger watched before update on lease for each row execute function watch.lease_changed();
create function watch.slice_changed() returns trigger language plpgsql as $$ begin
  if new.fence <> old.fence then
    if new.owner <> old.owner and old.lease_until > extract(epoch from clock_timestamp()) * 1000
    then insert into watch.taken_early values ('the slice ' || new.stream || ' ' || new.id); end if;
    insert into watch.slice_step (slice, kind, port, at_ms)
      values (new.stream || ' ' || new.id, 'taken', inet_client_port(), extract(epoch from clock_timestamp()) * 1000);
  elsif new.page > old.page then
    insert into watch.slice_step (slice, kind, port, at_ms)
      values (new.stream || ' ' || new.id, 'moved on', inet_client_port(), extract(epoch from clock_timestamp()) * 1000);
  end if;
  return new;
end $$;
create trigger watched before update on slice for each row execute function watch.slice_changed();
`

interface SliceStep {
  readonly slice: string
  readonly kind: 'taken' | 'moved on'
  readonly port: number
  readonly atMs: number
}

/** Whose connection came from a port at an instant. */
export type NameOf = (port: number, atMs: number) => string | undefined

/** What was done against the protocol, in words. */
export async function breaches(database: Client, nameOf: NameOf): Promise<readonly string[]> {
  const early = await database.query<{ what: string }>('select what from watch.taken_early')
  const steps = await database.query<SliceStep>(
    'select slice, kind, port, at_ms as "atMs" from watch.slice_step order by id',
  )
  return [
    ...early.rows.map(({ what }) => `${what} was taken while another process had it`),
    ...strangeSteps(steps.rows, nameOf),
  ]
}

/** Who took a slice last: this one, or any. */
export async function lastTaken(
  database: Client,
  slice?: string,
): Promise<(SliceStep & { readonly id: string }) | undefined> {
  const { rows } = await database.query<SliceStep & { readonly id: string }>(
    `select id, slice, kind, port, at_ms as "atMs" from watch.slice_step
      where kind = 'taken' and ($1::text is null or slice = $1) order by id desc limit 1`,
    [slice ?? null],
  )
  return rows[0]
}

/** A slice may be moved on only by the process that took it last. */
export function strangeSteps(steps: readonly SliceStep[], nameOf: NameOf): readonly string[] {
  const holders = new Map<string, string | undefined>()
  return steps.flatMap(({ slice, kind, port, atMs }) => {
    const name = nameOf(port, atMs)
    if (kind === 'taken') {
      holders.set(slice, name)
      return []
    }
    const holder = holders.get(slice)
    return name === undefined || holder === undefined || name === holder
      ? []
      : [`the slice ${slice} was moved on by ${name}, and ${holder} had it`]
  })
}
