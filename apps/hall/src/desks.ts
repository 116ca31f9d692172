/** The desks of all agencies, for whoever serves them and for whoever only looks at them. */
import type { Desk } from '@yimen/edge';
import { courtDesk } from '@yimen/court';
import { departmentsDesk } from '@yimen/departments';
import { hrDesk } from '@yimen/hr';
import { insightDesk } from '@yimen/insight';
import { jointCentreDesk } from '@yimen/joint-centre';
import { justiceDesk } from '@yimen/justice';
import { peopleDesk } from '@yimen/people';
import { petitionDesk } from '@yimen/petition';
import { unionDesk } from '@yimen/union';

export const desks: readonly Desk[] = [
  unionDesk,
  hrDesk,
  courtDesk,
  justiceDesk,
  petitionDesk,
  departmentsDesk,
  jointCentreDesk,
  peopleDesk,
  insightDesk,
];
