import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

import { RayganSmsApi } from '../../../credentials/RayganSmsApi.credentials';
import { TurkeySmsApi } from '../../../credentials/TurkeySmsApi.credentials';
import { RayganSms } from '../../../nodes/RayganSms/RayganSms.node';
import { RayganSmsTrigger } from '../../../nodes/RayganSms/RayganSmsTrigger.node';
import { TurkeySms } from '../../../nodes/TurkeySms/TurkeySms.node';
import { TurkeySmsTrigger } from '../../../nodes/TurkeySms/TurkeySmsTrigger.node';
import { prose } from './pages';

const GUIDES = ['docs/fa.md', 'docs/tr.md', 'docs/ar.md'];

/** Words of n8n 2.40's own panels and nodes, and of the panel of TurkeySMS. */
const OTHERS = [
	'Settings',
	'Community nodes',
	'Install',
	'Timezone',
	'Publish',
	'Credentials',
	'Create credential',
	'Save',
	'Execute step',
	'Options',
	'Retry On Fail',
	'Schedule Trigger',
	'Google Sheets',
	'Get Row(s)',
	'Filter',
	'Data table',
	'Insert',
	'If Row Does Not Exist',
	'My account',
	'Direct Connection API',
];

const NODES = [new RayganSms(), new RayganSmsTrigger(), new TurkeySms(), new TurkeySmsTrigger()];
const CREDENTIALS = [new RayganSmsApi(), new TurkeySmsApi()];

const WORDS = new Set([
	...OTHERS,
	...NODES.flatMap(({ description }) => [
		description.displayName,
		...description.properties.flatMap(wordsOf),
	]),
	...CREDENTIALS.flatMap(({ displayName, properties }) => [
		displayName,
		...properties.flatMap(wordsOf),
	]),
]);

type Entry = INodeProperties | INodePropertyOptions | INodePropertyCollection;

function wordsOf(entry: Entry): string[] {
	const own = [
		'displayName' in entry ? entry.displayName : entry.name,
		...('action' in entry && entry.action !== undefined ? [entry.action] : []),
	];
	const inner: Entry[] = 'options' in entry ? (entry.options ?? []) : [];
	const modes = 'modes' in entry ? (entry.modes ?? []).map(({ displayName }) => displayName) : [];
	return [...own, ...modes, ...inner.flatMap(wordsOf)];
}

it.each(GUIDES)('%s names buttons, fields and choices as the panels do', (guide) => {
	const emphasised = [...prose(guide).matchAll(/\*\*([^*]+)\*\*/g)].map(([, words = '']) => words);
	const quoted = emphasised
		.filter((words) => /^[A-Za-z]/.test(words) && !words.endsWith(':'))
		.flatMap((words) => words.split(' → '));
	expect(quoted.length).toBeGreaterThan(30);
	expect(quoted.filter((words) => !WORDS.has(words))).toEqual([]);
});
