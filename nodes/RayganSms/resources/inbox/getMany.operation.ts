import { z } from 'zod';

import { oneByOne } from '../../../shared/operations/operation';
import {
	moment,
	numberOr,
	optionalText,
	optionsField,
	optionsOf,
	yesNo,
} from '../../../shared/form/parameters';
import { readNewest } from '../../../shared/polling/inbox/news';
import type { RayganSmsConnection } from '../../connection';
import { readOwnLine } from '../../line';
import { lineInbox, receivedRow } from '../../received';
import { fromField, limitField, lineField, returnAllField, toField } from './fields';
import { readWindow } from './window';

const LIMIT_SENTENCE = 'Enter how many messages to return as a whole number, such as 50';

const parameters = z.object({
	phoneNumber: optionalText,
	from: moment,
	to: moment,
	returnAll: yesNo,
	limit: numberOr(50, { min: 1, isWhole: true }, LIMIT_SENTENCE),
	options: optionsOf({}),
});

export const getMany = oneByOne<RayganSmsConnection, z.infer<typeof parameters>>({
	option: {
		name: 'Get Many',
		value: 'getMany',
		action: 'Get many received messages',
		description: 'Get the messages that a line received between two times, the oldest first',
	},
	fields: [lineField, fromField, toField, returnAllField, limitField, optionsField([])],
	parameters,
	async run({ parameters: { phoneNumber, returnAll, limit, ...dates }, client, provider, zone }) {
		const line = readOwnLine(phoneNumber, client, 'Line');
		if (!line.ok) return line;
		const window = readWindow(dates, zone, Date.now());
		if (!window.ok) return window;
		const read = await readNewest(lineInbox(provider, client, line.value), {
			window: window.value,
			max: returnAll ? Infinity : limit,
			wanted: () => true,
		});
		if (!read.ok) return read;
		return { ok: true, rows: read.value.map((found) => receivedRow(line.value, found, zone)) };
	},
});
