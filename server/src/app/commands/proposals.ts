import { type ProposalView, proposalList, proposalView } from '@perennial/contract'
import { RefusalError } from '../../kernel/verdict.ts'
import { changeLines, paintFor } from '../files/tell-plan.ts'
import { exitCodes } from '../output.ts'
import { audienceText } from './releases.ts'
import { queryOf, type ServerOptions, withServer } from './server-work.ts'

interface OneProposal extends ServerOptions {
  number?: string
}

/** `perennial proposals list --program KEY --url URL [--state STATE] [--limit N]`. */
export function listProposalsCommand(
  options: ServerOptions & { state?: string; limit?: number },
): Promise<number> {
  return withServer(options, async ({ ask, output }) => {
    const { state, limit } = options
    const listed = proposalList.parse(await ask('GET', `/proposals${queryOf({ state, limit })}`))
    const lines = listed.proposals.map(proposalLine)
    output.result(listed, lines.length === 0 ? 'There are no proposals.' : lines.join('\n'))
    return exitCodes.done
  })
}

function proposalLine(of: Omit<ProposalView, 'comments'>): string {
  return `${of.proposal} ${of.state}  ${of.proposedAt} by ${of.author}: ${of.note}`
}

function proposalText(proposal: ProposalView): string {
  const { changes, comments, approvedBy, reason, publishAt, release, beta, worse } = proposal
  const paint = paintFor(process.stdout, process.env)
  return [
    proposalLine(proposal),
    ...changes.flatMap((each) => changeLines(each, paint)),
    ...(worse ?? []).map(({ kind, key }) => paint('yellow', `May be worse for members: ${kind}/${key}`)),
    ...(approvedBy === null ? [] : [`Approved by ${approvedBy}.`]),
    ...(publishAt === null ? [] : [`To be published at ${publishAt}.`]),
    ...(beta === null ? [] : [`Beta for ${audienceText(beta.audience)}: release ${beta.release}.`]),
    ...(release === null ? [] : [`Published as release ${release}.`]),
    ...(reason === null ? [] : [`Reason: ${reason}`]),
    ...comments.map(({ author, text, at }) => `${at} ${author}: ${text}`),
  ].join('\n')
}

/** `perennial proposals show NUMBER --program KEY --url URL`. */
export function showProposalCommand(options: OneProposal): Promise<number> {
  return withServer(options, async ({ ask, output }) => {
    const proposal = proposalView.parse(await ask('GET', `/proposals/${options.number}`))
    output.result(proposal, proposalText(proposal))
    return exitCodes.done
  })
}

/** Posts, and says what became of the proposal. */
function act(options: OneProposal, verb: string, body: unknown = {}): Promise<number> {
  return withServer(options, async ({ ask, output }) => {
    const proposal = proposalView.parse(await ask('POST', `/proposals/${options.number}/${verb}`, body))
    output.result(proposal, outcome(proposal))
    return exitCodes.done
  })
}

function outcome({ proposal, state, release, publishAt, beta }: ProposalView): string {
  if (state === 'published') return `Proposal ${proposal} is published as release ${release}.`
  if (state === 'scheduled') return `Proposal ${proposal} will be published at ${publishAt}.`
  if (state === 'beta' && beta !== null)
    return `Proposal ${proposal} is release ${beta.release} for ${audienceText(beta.audience)}.`
  return `Proposal ${proposal} is ${state}.`
}

/** `perennial proposals ask --program KEY --url URL --note TEXT [--accept-broken-limits]`. */
export function proposeCommand(
  options: ServerOptions & { note?: string; acceptBrokenLimits?: boolean },
): Promise<number> {
  return withServer(options, async ({ ask, output }) => {
    const { note, acceptBrokenLimits: acceptsBrokenLimits = false } = options
    const proposal = proposalView.parse(await ask('POST', '/proposals', { note, acceptsBrokenLimits }))
    output.result(proposal, `The drafts are frozen as proposal ${proposal.proposal}.`)
    return exitCodes.done
  })
}

/** `perennial proposals comment NUMBER TEXT --program KEY --url URL`. */
export function commentCommand(options: OneProposal & { text?: string }): Promise<number> {
  return act(options, 'comments', { text: options.text })
}

/** `perennial proposals approve NUMBER --program KEY --url URL`. */
export function approveCommand(options: OneProposal): Promise<number> {
  return act(options, 'approve')
}

/** `perennial proposals reject NUMBER --program KEY --url URL --reason TEXT`. */
export function rejectCommand(options: OneProposal & { reason?: string }): Promise<number> {
  return act(options, 'reject', { reason: options.reason })
}

/** `perennial proposals publish NUMBER` and `perennial proposals schedule NUMBER --at INSTANT`, with `--program KEY --url URL`. */
export function publishProposalCommand(options: OneProposal & { at?: string }): Promise<number> {
  return act(options, 'publish', options.at === undefined ? {} : { at: options.at })
}

/** `perennial proposals beta NUMBER --program KEY --url URL --percent N|--members ID...|--segments KEY...`. */
export function betaCommand(
  options: OneProposal & { percent?: number; members?: string[]; segments?: string[] },
): Promise<number> {
  const { percent, members, segments } = options
  const audiences = [{ percent }, { members }, { segments }].filter((each) =>
    Object.values(each).some((value) => value !== undefined),
  )
  const [audience] = audiences
  if (audiences.length !== 1)
    throw new RefusalError({
      code: 'query_invalid',
      detail: 'Say who has it first: one of --percent, --members and --segments.',
    })
  return act(options, 'beta', { audience })
}

/** `perennial proposals withdraw NUMBER --program KEY --url URL`. */
export function withdrawCommand(options: OneProposal): Promise<number> {
  return act(options, 'withdraw')
}
