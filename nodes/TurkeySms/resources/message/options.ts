import { choice, guardMoment, optionalNumber, requiredText } from '../../../shared/form/parameters';
import { sendOptions } from '../../../shared/sending/options';

/** The provider publishes no limit; this keeps a request below the size that web servers commonly take. */
export const RECIPIENTS_PER_REQUEST = 10_000;

/** Reads the options that all sends of this provider have. */
export const turkeySendOptions = {
	...sendOptions,
	language: choice(
		['auto', 'english', 'turkish', 'arabic'],
		'Choose auto, english, turkish or arabic',
		'auto',
	),
	rateLimitWait: optionalNumber({ min: 0 }, 'Enter how many seconds to wait at most, such as 120'),
	scheduleAt: guardMoment,
};

export const title = requiredText(
	'Choose the sender ID from the list, or type it as your account has it',
);

export const text = requiredText('Enter the text to send');

export const recipient = requiredText("Enter the recipient's mobile number");
