/** Sign-ins of the simulators: invented, and the same in every sandbox. */
export const SIGN_INS = {
  jaggaer: {
    tenant: 'northwind-paper',
    environment: 'test',
    clientId: 'n8n-integration',
    clientSecret: 'sandbox-jaggaer-secret',
    confirmedWrites: ['erpResult', 'glAccount', 'paymentStatus', 'purchaseOrder', 'supplier'],
  },
  acumatica: {
    environment: 'test',
    endpointName: 'Default',
    endpointVersion: '24.200.001',
    clientId: '5A0B6D3E-1111-2222-3333-444455556666@NorthwindPaper',
    clientSecret: 'sandbox-acumatica-secret',
    username: 'integration',
    password: 'sandbox-acumatica-password',
  },
  sageIntacct: {
    environment: 'test',
    senderId: 'NorthwindSender',
    senderPassword: 'sandbox-intacct-sender',
    companyId: 'northwind-paper',
    userId: 'xmlgateway',
    userPassword: 'sandbox-intacct-password',
  },
  quickBooksOnline: {
    environment: 'test',
    clientId: 'ABNorthwindPaper',
    clientSecret: 'sandbox-quickbooks-secret',
    realmId: '9130350000007404',
    accessToken: 'sandbox-quickbooks-access',
    refreshToken: 'RT1-sandbox-quickbooks-refresh',
  },
  people: { user: 'ap-team', password: 'sandbox-ap-team' },
  jaggaerPush: { sentAs: 'header', headerName: 'X-Jaggaer-Secret', secret: 'sandbox-jaggaer-push' },
  acumaticaPush: { headerName: 'X-Push-Secret', secret: 'sandbox-push-secret' },
} as const;
