/** One message to one recipient that the provider accepted, and so would charge for. */
export interface AcceptedMessage {
	/** ms since the epoch, on the simulator's clock */
	at: number;
	endpoint: string;
	/** The Raygan line or the TurkeySMS title */
	sender: string;
	/** The number exactly as it came over the wire */
	recipient: string;
	text: string;
	parts: number;
	/** `RecordedRequest.id` of the request that brought it */
	requestId: number;
	/** ms since the epoch; only where the send was put off */
	scheduledAt?: number;
	/** Raygan: GUID of the send */
	groupMessageId?: string;
	/** Raygan: the caller's own id of the send */
	userGroupId?: string;
	/** Raygan: the caller's own id of the message */
	messageId?: string;
	/** Raygan: the number that the provider answered for the message */
	providerMessageId?: number;
	/** Raygan, sends to a port */
	ports?: { receive: number; send: number };
	/** TurkeySMS: id of a single send */
	smsId?: string;
	/** TurkeySMS: id of a bulk send */
	reportId?: string;
	/** TurkeySMS: 0 English, 1 Turkish, 2 Arabic */
	language?: number;
	/** TurkeySMS: how many digits the code was asked to have */
	digits?: number;
	/** The verification code that went out */
	otpCode?: string;
}

/** One request as it came in, whether a route answered it or not. */
export interface RecordedRequest {
	/** 1 for the first since the start or the last reset */
	id: number;
	/** ms since the epoch, on the simulator's clock */
	at: number;
	/** Name of the route, absent where none matched */
	endpoint?: string;
	method: string;
	/** Without the query */
	path: string;
	query: Record<string, unknown>;
	/** The bytes of the body, read as UTF-8 */
	rawBody: string;
	/** The body read as JSON, `undefined` where it is none */
	body: unknown;
	/** All headers but Authorization */
	headers: Record<string, string>;
	hasAuthorization: boolean;
}
