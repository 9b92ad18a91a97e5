import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import { RayganSmsApi } from '../../credentials/RayganSmsApi.credentials';
import { TurkeySmsApi } from '../../credentials/TurkeySmsApi.credentials';
import rayganSearch from '../../nodes/RayganSms/RayganSms.node.json';
import rayganTriggerSearch from '../../nodes/RayganSms/RayganSmsTrigger.node.json';
import { RayganSms } from '../../nodes/RayganSms/RayganSms.node';
import { RayganSmsTrigger } from '../../nodes/RayganSms/RayganSmsTrigger.node';
import turkeySearch from '../../nodes/TurkeySms/TurkeySms.node.json';
import turkeyTriggerSearch from '../../nodes/TurkeySms/TurkeySmsTrigger.node.json';
import { TurkeySms } from '../../nodes/TurkeySms/TurkeySms.node';
import { TurkeySmsTrigger } from '../../nodes/TurkeySms/TurkeySmsTrigger.node';
import { parsePhoneNumber } from '../../nodes/shared/sms/phoneNumber';

const NODES = {
	rayganSms: new RayganSms().description,
	turkeySms: new TurkeySms().description,
	rayganSmsTrigger: new RayganSmsTrigger().description,
	turkeySmsTrigger: new TurkeySmsTrigger().description,
};

/** What two lines of the list of operations hold. */
const TWO_LINES = 120;

const optionsOf = (field: INodeProperties): INodePropertyOptions[] =>
	(field.options ?? []).flatMap((option) => ('value' in option ? [option] : []));

const fieldsOf = (resource: string, operation: string, node: keyof typeof NODES) =>
	NODES[node].properties.filter(
		({ displayOptions: { show } = {} }) =>
			show?.resource?.includes(resource) && show.operation?.includes(operation),
	);

const entriesOf = (fields: readonly INodeProperties[]): INodeProperties[] =>
	fields
		.flatMap(({ options = [] }) => options)
		.flatMap((option) => ('displayName' in option && 'type' in option ? [option] : []));

describe.each(Object.entries(NODES))('%s', (_, { properties }) => {
	test('an operation is described in two lines, and an action names what it does', () => {
		const operations = properties.filter(({ name }) => name === 'operation').flatMap(optionsOf);
		for (const { name, description = '' } of operations) {
			expect([name, description.length <= TWO_LINES]).toEqual([name, true]);
		}
		const actions = operations.map(({ action }) => action);
		expect(new Set(actions).size).toBe(actions.length);
	});

	test('all words of the panel are English', () => {
		const words = JSON.stringify(properties, (key: string, value: unknown) =>
			key === 'placeholder' ? '' : value,
		);
		expect(words).not.toMatch(/[\u0600-\u06ff]/);
	});
});

test.each([
	['rayganSms', 'message', 'send', ['phoneNumber', 'mobiles', 'message']],
	['rayganSms', 'message', 'sendPersonalized', ['phoneNumber', 'mobile', 'message']],
	['turkeySms', 'message', 'send', ['title', 'recipient', 'text']],
	['turkeySms', 'message', 'sendBulk', ['title', 'recipients', 'text']],
] as const)(
	'%s %s %s asks for From, To and Message in this order',
	(node, resource, operation, names) => {
		const fields = fieldsOf(resource, operation, node);
		expect(fields.slice(0, names.length).map(({ name }) => name)).toEqual(names);
		expect(
			fields.slice(0, names.length).map(({ displayName }) => displayName.split(' (')[0]),
		).toEqual(['From', 'To', 'Message']);
	},
);

test('what to do with invalid numbers is asked where an item can have many', () => {
	const hasRule = (node: keyof typeof NODES, operation: string) =>
		entriesOf(fieldsOf('message', operation, node)).some(({ name }) => name === 'invalidNumbers');
	expect(hasRule('rayganSms', 'send')).toBe(true);
	expect(hasRule('turkeySms', 'sendBulk')).toBe(true);
	expect(hasRule('rayganSms', 'sendPersonalized')).toBe(false);
	expect(hasRule('turkeySms', 'send')).toBe(false);
});

test.each([
	['rayganSms', 'iran'],
	['turkeySms', 'turkey'],
] as const)('%s takes the number that it gives as an example of Redirect All To', (node, plan) => {
	const fields = entriesOf(NODES[node].properties).filter(({ name }) => name === 'redirectAllTo');
	expect(fields.length).toBeGreaterThan(3);
	for (const { placeholder = '' } of fields) {
		expect(parsePhoneNumber(placeholder.replace('e.g. ', ''), plan).ok).toBe(true);
	}
});

test.each([
	['اس ام اس', rayganSearch],
	['ترز', rayganTriggerSearch],
	['پیام کوتاه', rayganSearch],
	['کد تایید', rayganSearch],
	['ایران', rayganTriggerSearch],
	['turkiye', turkeySearch],
	['toplu sms', turkeySearch],
	['doğrulama', turkeySearch],
	['رسالة', turkeyTriggerSearch],
	['تركيا', turkeySearch],
	['text message', rayganSearch],
	['verification', turkeySearch],
])('a search for %s finds the node', (words, { alias }) => {
	expect(alias.map((word) => word.toLowerCase())).toContain(words);
});

test('a credential begins with what to ask the provider for', () => {
	for (const { properties } of [new RayganSmsApi(), new TurkeySmsApi()]) {
		expect(properties[0]).toMatchObject({ type: 'notice' });
		expect(properties[0]?.displayName).toContain('IP address');
	}
});
