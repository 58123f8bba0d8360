/** A mail server on the loopback address that keeps what it gets, so that alerts can be read. */
import PostalMime from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface Letter {
  from: string;
  to: string[];
  subject: string;
  text: string;
  html: string;
  attachments: string[];
}

export interface MailServer {
  port: number;
  letters: Letter[];
  close(): Promise<void>;
}

export const MAIL_SIGN_IN = { user: 'n8n', password: 'sandbox-mail-only' };

/** Takes mail from whoever signs in as {@link MAIL_SIGN_IN}. */
export async function startMail(port = 0): Promise<MailServer> {
  const letters: Letter[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth({ username, password }, _session, done) {
      const known = username === MAIL_SIGN_IN.user && password === MAIL_SIGN_IN.password;
      if (known) done(null, { user: username });
      else done(new Error('Invalid username or password'));
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        PostalMime.parse(Buffer.concat(chunks)).then((mail) => {
          letters.push({
            from: mail.from?.address ?? '',
            to: session.envelope.rcptTo.map(({ address }) => address),
            subject: mail.subject ?? '',
            text: mail.text ?? '',
            html: mail.html ?? '',
            attachments: mail.attachments.map(({ filename }) => filename ?? ''),
          });
          done();
        }, done);
      });
    },
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port.');
  return {
    port: address.port,
    letters,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
