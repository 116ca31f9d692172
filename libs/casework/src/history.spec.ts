import { it } from '@jest/globals';
import { checkHistory, examplesIn } from './test/history.ts';
import { agency, language } from './agency.ts';

it('still reads every version of what every agency says and notes of clocks and hand-overs', () => {
  const speaks = language('south', { zh: '南', en: 'South' }, []);
  const { deciders } = agency({ speaks, hears: [], deciders: [], handOvers: { by: [], offers: {}, accepts: {} } });
  const types = [speaks, ...deciders].flatMap(({ events }) => events);
  checkHistory(types, examplesIn(new URL('./history/', import.meta.url)));
});
