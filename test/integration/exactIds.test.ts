import { jsonOf, SENDS, useSends, type SendName } from './sends';

const { run, simulatorOf, itemsFor } = useSends();

/** No double is one of these. */
const IDS = ['9007199254740993', '9223372036854775807', '12345678901234567890'];

const single = (id: string) =>
	`{"result":true,"result_code":"TS-1024","sms_id":${id},"number_of_sms":1,"otp_code":"123456"}`;
const bulk = (id: string) =>
	`{"result":true,"result_code":"TS-1024","rapor_id":${id},"number_of_sms":1,"total_mobile_num":1}`;

const ANSWERS: ReadonlyArray<[SendName, string, (id: string) => string]> = [
	['rayganSend', 'groupMessageId', (id) => `{"Code":0,"Message":"","Result":${id}}`],
	[
		'rayganPersonalized',
		'providerMessageId',
		(id) => `{"Code":0,"Result":[{"Id":7,"Mobile":"09112170000","Result":${id}}]}`,
	],
	[
		'rayganToPort',
		'providerMessageId',
		(id) => `{"Code":0,"Result":[{"Id":7,"Mobile":"09112170000","Result":${id}}]}`,
	],
	['rayganCode', 'providerMessageId', (id) => id],
	['rayganAutoCode', 'providerMessageId', (id) => `{"Code":0,"Result":${id}}`],
	['turkeySend', 'smsId', single],
	['turkeyBulk', 'reportId', bulk],
	['turkeyPersonalized', 'reportId', bulk],
	['turkeyCode', 'smsId', single],
	['turkeyCodeAdvanced', 'smsId', single],
];

describe.each(ANSWERS)('%s', (name, field, body) => {
	test.each(IDS)(`the ${field} %s comes out exact, in the output and in raw`, async (id) => {
		const { endpoint } = SENDS[name];
		simulatorOf(name).faults.next({ kind: 'replyWith', body: body(id) }, { endpoint });
		const own = name === 'rayganPersonalized' || name === 'rayganToPort' ? { messageId: '7' } : {};
		const options = { includeRaw: true, ...own };
		const { outputs, fault } = await run(name, itemsFor(name, 1), options);
		expect(fault).toBeUndefined();
		const [json] = jsonOf(outputs[0]);
		expect(json).toMatchObject({ outcome: 'accepted', [field]: id });
		expect(JSON.stringify(json?.raw)).toContain(id);
	});
});
