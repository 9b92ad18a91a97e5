import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	ICredentialType,
	IDataObject,
	IExecuteData,
	IHttpRequestOptions,
	INodeCredentialsDetails,
	IRequestOptionsSimplified,
	IWorkflowExecuteAdditionalData,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ExternalSecretsProxy, getAdditionalKeys } from 'n8n-core';
import { ICredentialsHelper } from 'n8n-workflow';

function notPartOfTheTest(): never {
	throw new Error('The node under test asked for a service that these tests do not provide');
}

/**
 * Hands out one credential, with the expressions in its fields resolved for the item as the host does it,
 * and signs requests with the package's own credential class.
 */
class OneCredential extends ICredentialsHelper {
	constructor(
		private readonly typeOf: (name: string) => ICredentialType,
		private readonly data: () => ICredentialDataDecryptedObject,
		private readonly onBegin?: (url: string) => void,
	) {
		super();
	}

	getParentTypes() {
		return [];
	}

	isCredentialUsableByNode() {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions | IRequestOptionsSimplified,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.typeOf(typeName);
		if (typeof authenticate !== 'function') return notPartOfTheTest();
		if ('url' in request) this.onBegin?.(request.url);
		// Reflect, since the HTTP Request node's requests have `uri` where the declared type has `url`.
		return await Reflect.apply(authenticate, undefined, [credentials, request]);
	}

	async preAuthentication() {
		return undefined;
	}

	async runPreAuthentication() {
		return undefined;
	}

	/** How often it was asked for the credential of an item. */
	reads = 0;

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		_node: INodeCredentialsDetails,
		_type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolve?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		this.reads += 1;
		if (raw || resolve === undefined) return this.data();
		const fields = Object.entries(this.data()).map(([name, value]) => [
			name,
			resolve.workflow.expression.getParameterValue(
				typeof value === 'string' ? value : String(value),
				resolve.runExecutionData,
				resolve.runIndex,
				resolve.itemIndex,
				resolve.node.name,
				resolve.connectionInputData,
				mode,
				getAdditionalKeys(additionalData, mode, resolve.runExecutionData),
				executeData,
			),
		]);
		return Object.fromEntries(fields);
	}

	getCredentials = notPartOfTheTest;

	updateCredentials = notPartOfTheTest;

	updateCredentialsOauthTokenData = notPartOfTheTest;

	getCredentialsProperties(type: string) {
		return this.typeOf(type).properties;
	}
}

const UNUSED_URL = 'http://127.0.0.1:1';

/** What the host gives the engine, as far as an action node needs it. */
export function additionalDataFor(
	typeOf: (name: string) => ICredentialType,
	credential: IDataObject | (() => IDataObject),
	onBegin?: (url: string) => void,
): IWorkflowExecuteAdditionalData {
	const data = (): ICredentialDataDecryptedObject =>
		JSON.parse(JSON.stringify(typeof credential === 'function' ? credential() : credential));
	return {
		credentialsHelper: new OneCredential(typeOf, data, onBegin),
		externalSecretsProxy: new ExternalSecretsProxy(),
		executeWorkflow: notPartOfTheTest,
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: async () => undefined,
		currentNodeExecutionIndex: 0,
		restApiUrl: UNUSED_URL,
		instanceBaseUrl: UNUSED_URL,
		formBaseUrl: UNUSED_URL,
		formWaitingBaseUrl: UNUSED_URL,
		formTestBaseUrl: UNUSED_URL,
		webhookBaseUrl: UNUSED_URL,
		webhookWaitingBaseUrl: UNUSED_URL,
		webhookTestBaseUrl: UNUSED_URL,
		mcpBaseUrl: UNUSED_URL,
		mcpTestBaseUrl: UNUSED_URL,
		variables: {},
		logAiEvent: () => undefined,
		startRunnerTask: notPartOfTheTest,
	};
}
