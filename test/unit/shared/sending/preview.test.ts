import { previewOf } from '../../../../nodes/shared/sending/preview';
import { sortRecipients } from '../../../../nodes/shared/sending/recipients/recipients';
import { measureSmsText } from '../../../../nodes/shared/sms/smsText';

test('a preview has each recipient once, the invalid ones with their reasons, and the count of the text', () => {
	const recipients = sortRecipients('09112170848, +98 911 217 0848, 02188776655', 'iran');
	expect(previewOf(recipients, measureSmsText('سلام'))).toEqual({
		recipientCount: 1,
		totalParts: 1,
		recipients: ['+989112170848'],
		invalidRecipients: [
			{ recipient: '02188776655', reason: expect.stringContaining('is a landline') },
		],
		encoding: 'ucs2',
		parts: 1,
		characters: 4,
		charactersLeft: 66,
	});
});

test('a preview without recipients has two empty lists', () => {
	expect(previewOf(sortRecipients('', 'turkey'), measureSmsText('a'))).toMatchObject({
		recipients: [],
		invalidRecipients: [],
		parts: 1,
	});
});
