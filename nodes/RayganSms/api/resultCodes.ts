import type { ResultCode } from '../../shared/faults/faults';

/** The envelope's `Code` of a call that was done. */
export const DONE = 0;

/** The code, as a fault bears it, of a group of messages that the service could not get. */
export const NO_SUCH_GROUP = '3002';

export const CHECK_FIRST = 'Check whether the message arrived before you send it again';

/** A code whose advice on a send is another than on a question. */
export interface RayganCode extends ResultCode {
	readonly whatToDoWhenAsking?: string;
}

/** Every `Code` that the web service's document names, but 0. */
export const RESULT_CODES: Readonly<Record<number, RayganCode>> = {
	1001: {
		meaning: 'Raygan SMS could not read the request',
		whatToDo:
			'Check the input of this item; if it looks right, report it to the makers of this node',
		httpCode: 422,
	},
	1002: {
		meaning: 'The line number is not valid',
		whatToDo: 'Enter the line as your Raygan SMS account shows it, such as 50002910001080',
		httpCode: 422,
	},
	1003: {
		meaning: 'The date is not in a form that Raygan SMS reads',
		whatToDo: 'Enter a valid date',
		httpCode: 422,
	},
	1004: {
		meaning: 'The values are not valid for this request',
		whatToDo: 'Check the fields of the operation',
		httpCode: 422,
	},
	2001: {
		meaning: 'The line does not belong to this account',
		whatToDo: 'Use a line of this account, or ask Raygan SMS to assign it to you',
		httpCode: 403,
	},
	2002: {
		meaning: 'This account may not use the web service',
		whatToDo: 'Ask Raygan SMS by ticket to enable the web service for your account',
		httpCode: 403,
		concernsAccount: true,
	},
	2003: {
		meaning: 'The IP address of your n8n server is not allowed',
		whatToDo: 'Ask Raygan SMS to allow the public IP address of your n8n server',
		httpCode: 403,
		concernsAccount: true,
	},
	2004: {
		meaning: 'The send date is outside the range that Raygan SMS allows',
		whatToDo: 'Choose a date closer to now',
		httpCode: 422,
	},
	2005: {
		meaning: 'The request has more than 50,000 recipients',
		whatToDo: 'Split the recipients over several items',
		httpCode: 422,
	},
	2006: {
		meaning: 'The message is longer than 10 parts',
		whatToDo: 'Shorten the text',
		httpCode: 422,
	},
	2007: {
		meaning: 'The port number is not allowed',
		whatToDo: 'Correct the ports',
		httpCode: 422,
	},
	2008: {
		meaning: 'The page number is not allowed',
		whatToDo: 'Read the list again from its first page',
		httpCode: 422,
	},
	2009: {
		meaning: "Raygan SMS could not fetch the account's data",
		whatToDo: 'Try again later, then contact Raygan SMS',
		httpCode: 502,
	},
	3001: {
		meaning: 'Raygan SMS could not record the data',
		whatToDo: CHECK_FIRST,
		httpCode: 502,
		mayHaveBeenSent: true,
	},
	3002: {
		meaning: 'Raygan SMS could not get the message group',
		whatToDo:
			'Check the delivery by the ID of the send before you send it again: this answer does not prove that it was refused',
		whatToDoWhenAsking:
			'Check the ID. This answer alone does not prove that a send with this ID was refused',
		httpCode: 404,
		mayHaveBeenSent: true,
	},
	3003: {
		meaning: 'The account has not enough credit',
		whatToDo: 'Top up the credit at Raygan SMS',
		httpCode: 402,
		concernsAccount: true,
	},
	3004: {
		meaning: "The service is not defined for the recipient's operator",
		whatToDo: 'Send from another line, or ask Raygan SMS',
		httpCode: 403,
	},
	5001: {
		meaning: 'Raygan SMS could not answer because of an internal fault',
		whatToDo: CHECK_FIRST,
		httpCode: 502,
		mayHaveBeenSent: true,
	},
	5002: {
		meaning: 'Raygan SMS met a fault while sending',
		whatToDo: CHECK_FIRST,
		httpCode: 502,
		mayHaveBeenSent: true,
	},
	5003: {
		meaning: 'Raygan SMS met a fault while receiving the result of the send',
		whatToDo: CHECK_FIRST,
		httpCode: 502,
		mayHaveBeenSent: true,
	},
	5004: {
		meaning: 'Some messages met a fault at Raygan SMS',
		whatToDo: CHECK_FIRST,
		httpCode: 502,
		mayHaveBeenSent: true,
	},
};

/** The answer to a wrong user name or password, which comes as HTTP status 401. */
export const WRONG_LOGIN: ResultCode = {
	meaning: 'Raygan SMS did not accept the user name or password',
	whatToDo: 'Correct the user name and password in the credential',
	httpCode: 401,
	concernsAccount: true,
};
