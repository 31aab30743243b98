import { bornAt, daysOf, parseAge } from '../domain/ages';
import { addDays, dayOf, instantOf, isDay, wallTimeOf, weekdayOf } from '../domain/days';
import type { ISupport } from '../domain/features';
import { makeFilter } from '../domain/filter';
import { checkTime, powerOffScope, timeChoices } from '../domain/powerOffs';
import { dueReminders, occasionsOf, oldGroups } from '../domain/reminders';
import { disk, group, node, unit } from './cloud';

const TOKYO = 'Asia/Tokyo';
const NEW_YORK = 'America/New_York';

describe('days', () => {
  it.each([
    ['2026-11-22T14:59:00Z', TOKYO, '2026-11-22T23:59'],
    ['2026-11-22T15:00:00Z', TOKYO, '2026-11-23T00:00'],
    ['2026-11-22T15:00:00Z', NEW_YORK, '2026-11-22T10:00'],
    ['2026-12-31T23:30:00Z', 'Asia/Kathmandu', '2027-01-01T05:15']
  ])('%s in %s is %s', (instant, zone, wall) => {
    expect(wallTimeOf(Date.parse(instant), zone)).toBe(wall);
    expect(instantOf(wall, zone)).toBe(Date.parse(instant));
    expect(dayOf(Date.parse(instant), zone)).toBe(wall.slice(0, 10));
  });

  it.each([
    ['the evening before clocks go forward', '2026-03-07T20:00', '2026-03-08T01:00:00Z'],
    ['the evening after', '2026-03-08T20:00', '2026-03-09T00:00:00Z'],
    ['a time that is skipped', '2026-03-08T02:30', '2026-03-08T07:30:00Z'],
    ['a time that comes twice', '2026-11-01T01:30', '2026-11-01T05:30:00Z'],
    ['the evening after clocks went back', '2026-11-01T20:00', '2026-11-02T01:00:00Z']
  ])('knows when clocks change: %s', (_, wall, instant) => {
    expect(new Date(instantOf(wall, NEW_YORK) ?? 0).toISOString()).toBe(instant.replace('Z', '.000Z'));
  });

  it.each(['', '2026-11-22', '2026-13-01T00:00', 'tomorrow'])('"%s" is no time', text => {
    expect(instantOf(text, TOKYO)).toBeNull();
  });

  it('counts by the calendar, over the change of clocks and the end of February', () => {
    expect(addDays('2026-03-07', 2)).toBe('2026-03-09');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(weekdayOf('2026-11-20')).toBe(5);
  });

  it.each([
    ['2026-11-20', true],
    ['2026-02-30', false],
    ['2026-2-3', false],
    ['', false]
  ])('%s is a day: %s', (text, valid) => {
    expect(isDay(text)).toBe(valid);
  });
});

describe('ages', () => {
  const NOW = Date.parse('2026-11-20T09:00:00Z');
  const bare = { createdAt: null };

  it('are those of the group, else of what is in it', () => {
    const nodes = [node(1, { bootedAt: '2026-11-10T09:00:00Z' }), node(2, { bootedAt: '2026-11-05T09:00:00Z' })];
    expect(bornAt(group('a', [unit('w', nodes)], { createdAt: '2026-11-19T09:00:00Z' }))).toBe(Date.parse('2026-11-19T09:00:00Z'));
    expect(daysOf(group('a', [unit('w', nodes)], bare), NOW)).toBe(15);
    expect(daysOf(group('a', [unit('v', [], { disks: [disk(1, { createdAt: '2026-11-18T10:00:00Z' })] })], bare), NOW)).toBe(1);
    expect(daysOf(group('a', [], bare), NOW)).toBeNull();
    expect(daysOf(group('a', [], { createdAt: '2026-11-20T09:05:00Z' }), NOW)).toBe(0);
  });

  it.each([
    ['14d', 1_209_600_000],
    ['14', 1_209_600_000],
    ['36h', 129_600_000],
    ['', null],
    ['d', null],
    ['old', null]
  ])('"%s" is %s ms', (text, age) => {
    expect(parseAge(text)).toBe(age);
  });
});

describe('reminders', () => {
  const NOW = Date.parse('2026-11-20T09:00:00Z');
  const aged = (name: string, days: number, owner = 'nobody') =>
    group(name, [], { owner, createdAt: new Date(NOW - days * 86_400_000).toISOString() });
  const tree = [aged('young', 13), aged('old', 14), aged('ancient', 90), aged('other', 90, 'somebody')];
  const on = (name: string, date: string, note = '') => ({ group: `id_${name}`, groupName: name, date, note });

  it.each([
    [14, ['old', 'ancient', 'other']],
    [15, ['ancient', 'other']],
    [0, []]
  ])('after %d days', (days, names) => {
    expect(oldGroups(tree, days, NOW).map(({ name }) => name)).toEqual(names);
  });

  it.each([
    ['older:14d', ['old', 'ancient', 'other']],
    ['older:14d owner:somebody', ['other']],
    ['older:324h', ['old', 'ancient', 'other']],
    ['older:', ['young', 'old', 'ancient', 'other']],
    ['older:old', []]
  ])('are found by the filter %s', (query, names) => {
    const filter = makeFilter(query, NOW);
    const found = tree.filter(one => filter?.({ kind: 'group', group: one }, []) ?? true);
    expect(found.map(({ name }) => name)).toEqual(names);
  });

  it('are due from their day on, for what is still there', () => {
    const reminders = [on('old', '2026-11-20'), on('young', '2026-11-01'), on('ancient', '2026-11-21'), on('gone', '2026-11-01')];
    expect(dueReminders(reminders, tree, '2026-11-20').map(one => one.groupName)).toEqual(['young', 'old']);
  });

  it('come when the day begins where the user is', () => {
    const instant = Date.parse('2026-11-20T15:30:00Z');
    const reminders = [on('old', '2026-11-21')];
    expect(dueReminders(reminders, tree, dayOf(instant, TOKYO))).toHaveLength(1);
    expect(dueReminders(reminders, tree, dayOf(instant, NEW_YORK))).toHaveLength(0);
  });

  it('are told for own unit groups; a date to come silences the age, one that has come is told as such', () => {
    const reminders = [on('ancient', '2026-12-24'), on('young', '2026-11-19', 'delete'), on('other', '2026-11-01')];
    const occasions = occasionsOf(tree, reminders, { today: '2026-11-20', now: NOW, days: 14, user: 'nobody' });
    expect(occasions.map(occasion => [occasion.reason, occasion.group.name])).toEqual([
      ['due', 'young'],
      ['old', 'old']
    ]);
    expect(occasions[0]).toMatchObject({ date: '2026-11-19', note: 'delete' });
    expect(occasions[1]).toMatchObject({ days: 14 });
  });
});

describe('a planned power-off', () => {
  it('takes the running nodes of providers that can', () => {
    const nodes = [
      node(1),
      node(2, { state: 'POWER_OFF' }),
      node(3, { provider: 'aws_spot' }),
      node(4, { state: 'SUSPENDED' }),
      node(5, { provider: 'oracle' })
    ];
    const support: Readonly<Record<string, ISupport['support']>> = { aws_spot: 'no', oracle: 'try' };
    const powerOf = (provider: string): ISupport | null => {
      const known = support[provider];
      return known ? { support: known, reason: null } : null;
    };
    expect(powerOffScope(group('demo', [unit('web', nodes)]), powerOf)).toEqual({
      off: [
        { provider: 'aws', nodes: 2 },
        { provider: 'oracle', nodes: 1 }
      ],
      cannot: [{ provider: 'aws_spot', nodes: 1 }]
    });
  });

  it.each([
    ['by day', '2026-11-19T03:00:00Z', TOKYO, 'tonight 2026-11-19T20:00', '2026-11-20T18:00'],
    ['at 20:00 sharp', '2026-11-19T11:00:00Z', TOKYO, 'tomorrow 2026-11-20T20:00', '2026-11-20T18:00'],
    ['on Friday afternoon', '2026-11-20T08:59:00Z', TOKYO, 'tonight 2026-11-20T20:00', '2026-11-20T18:00'],
    ['on Friday evening', '2026-11-20T09:00:00Z', TOKYO, 'tonight 2026-11-20T20:00', '2026-11-27T18:00'],
    ['late on the last day of the year', '2026-12-31T13:00:00Z', TOKYO, 'tomorrow 2027-01-01T20:00', '2027-01-01T18:00'],
    ['elsewhere it is still Thursday', '2026-11-20T03:00:00Z', NEW_YORK, 'tomorrow 2026-11-20T20:00', '2026-11-20T18:00']
  ])('%s is offered for the evening and for Friday', (_, now, zone, evening, friday) => {
    const [first, second] = timeChoices(Date.parse(now), zone);
    expect(`${first.kind} ${first.at}`).toBe(evening);
    expect(second).toEqual({ kind: 'friday', at: friday });
  });

  it('lies in the future', () => {
    const now = Date.parse('2026-11-20T11:00:00Z');
    expect(checkTime('2026-11-20T20:01', now, TOKYO)).toBeNull();
    expect(checkTime('2026-11-20T20:00', now, TOKYO)).toBe('past');
    expect(checkTime('', now, TOKYO)).toBe('empty');
  });
});
