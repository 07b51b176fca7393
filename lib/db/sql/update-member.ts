import type { Role } from '../../domain/role';
import type { Queryable } from '../transaction';

// Locking all administrators first makes two of them who demote each other take turns, so that one always remains.
const SQL = `
with administrators as materialized (
  select id from "user" where role = 'admin' and disabled_at is null order by id for update
), others as materialized (
  select count(*) as count from administrators where id <> $1
)
update "user" set
       role = coalesce($2::role, role),
       disabled_at = case when $3::boolean is null then disabled_at
                          when $3 then coalesce(disabled_at, now()) end,
       updated_at = now()
 where id = $1
   and ((select count from others) > 0 or role <> 'admin' or disabled_at is not null
        or (coalesce($2::role, role) = 'admin' and not coalesce($3, false)))`;

export interface MemberChange {
  readonly userId: string;
  readonly role?: Role;
  readonly isDisabled?: boolean;
}

/** Changes a member; false when the user does not exist or is the last administrator and would cease to be one. */
export async function updateMember(db: Queryable, change: MemberChange): Promise<boolean> {
  const values = [change.userId, change.role ?? null, change.isDisabled ?? null];
  const { rowCount } = await db.query(SQL, values);
  return rowCount === 1;
}
