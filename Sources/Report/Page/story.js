// The story: what a director reads aloud, in a few short paragraphs. Each figure leads to what it consists of,
// and each paragraph stands only where there is something to tell.

function drawStory() {
  return el('section', { class: 'story', id: 'story' },
    [plannedStory, chanceStory, carriedStory, doneStory, besideStory, undoneStory, restsStory, areasStory]
      .map((tell) => tell().filter(Boolean)).filter((parts) => parts.length)
      .map((sentences) => el('p', {}, sentences.flatMap((sentence) => [sentence, ' ']))));
}

const sentence = (key, ...values) => el('span', {}, said(key, ...values));

/** What the city plans, and what money there is for it. */
function plannedStory() {
  const { from, to, works, neighbourhoods } = figures;
  if (hasNoYears()) {
    return [sentence('storyNoYears', leads(counted('worksFound', works.undated.works), openWorks))];
  }
  const has = figures.results?.bridge.find(({ key }) => key === 'available')?.amount;
  return [
    sentence('storyPlanned', figures.name, counted('placesFound', neighbourhoods.length), from, to,
      leads(counted('worksFound', works.due.works), openWorks),
      figures.results ? leads(write.shortAmount(works.due.cost), () => openPage('brings', 'bridge'))
        : leads(write.shortAmount(works.due.cost), () => openPage('coverage'))),
    has === undefined ? '' : sentence('storyBudgets',
      leads(write.shortAmount(has), () => openPage('programme', 'accounts'))),
  ];
}

/** Where works and challenges meet more, or less, than chance would give; that nowhere is, where nowhere is. */
function chanceStory() {
  const reached = figures.themes.map((theme, index) => ({ theme, ...reachOf(index) }))
    .filter(({ share }) => share !== null && share >= 0.005);
  if (!reached.length) return [];
  const known = reached.filter(({ low, high }) => low != null && high != null);
  if (!known.length) return [sentence('leadFew')];
  const more = known.filter(({ low }) => low > 1).sort((a, b) => b.ratio - a.ratio);
  const less = known.filter(({ high }) => high < 1);
  const names = (list) => listed(list.map(({ theme }) =>
    leads(theme.name, () => openPage('overview', 'themes'))));
  return [
    ...more.slice(0, 2).map((reach) => sentence('storyMore', reach.theme.name,
      leads(write.percent(reach.share), () => openPage('overview', 'themes')), write.percent(reach.chance),
      write.number(reach.ratio, 1), write.number(reach.low, 1), write.number(reach.high, 1))),
    more.length > 2 ? sentence('storyMoreToo', names(more.slice(2))) : '',
    more.length ? '' : sentence('leadChance'),
    less.length ? sentence('storyLess', names(less)) : '',
    more.length && more.length + less.length < known.length ? sentence('storyRest') : '',
  ];
}

/** What works carry along for challenges: to lie on a challenge is not to help it yet. */
function carriedStory() {
  const { carriedCost, carriedEffects } = figures.columns;
  if (!carriedCost?.length) return figures.candidates ? [sentence('storyNothingCarried')] : [];
  const open = () => openPage('brings', 'carried');
  return [sentence('storyCarried', leads(counted('measuresFound', carriedCost.length), open),
    leads(write.shortAmount(sumOf(Array.from(carriedCost))), open),
    write.shortAmount(sumOf(Array.from(carriedEffects))))];
}

/** What is done together and what that saves in cash; valued effects apart. */
function doneStory() {
  if (!figures.candidates) return [];
  const done = figures.candidates.filter(({ programmed }) => !figures.programme || programmed);
  if (!done.length) return [sentence('noCandidates')];
  const saved = sumOf(done.map(cashSaved));
  const nuisance = sumOf(done.map(({ saved: parts }) => parts[6]));
  const amount = leads(write.shortAmount(saved), () => openPage('brings', 'bridge'));
  const projects = leads(counted('candidatesFound', done.length), openProjects);
  const works = sumOf(done.map(({ members }) => members.length));
  const { plan, inDueYears } = figures.openings ?? {};
  return [
    figures.programme ? sentence('storyDone', counted('worksFound', figureOf('works_done', 'plan') ?? works),
      projects, counted('worksFound', works), amount)
      : sentence('storyProposed', projects, counted('worksFound', works), amount),
    nuisance > 0.5 ? sentence('storyNuisance', write.shortAmount(nuisance)) : '',
    figures.programme && inDueYears > 0 ? sentence('storyOpenings', write.number(plan), write.number(inDueYears)) : '',
  ];
}

/** The programme beside every work by itself within the same budgets. */
function besideStory() {
  if (!baselineFigure('works_done')) return [];
  const [done, alone] = ['plan', 'siloed'].map((way) => figureOf('works_done', way));
  const [paid, paidAlone] = ['plan', 'siloed'].map((way) => figureOf('paid_eur', way));
  const open = () => openPage('brings', 'baselines');
  const key = done > alone ? 'storyBesideMore' : done < alone ? 'storyBesideFewer' : 'storyBesideSame';
  return [sentence(key, leads(counted('worksFound', alone), open), write.number(Math.abs(done - alone)),
    leads(write.shortAmount(paid), open), leads(write.shortAmount(paidAlone), open))];
}

/** What is left undone, mostly why, and what money is left all the same. */
function undoneStory() {
  if (!figures.programme) return [];
  if (!hasUndone()) return [sentence('storyAllDone')];
  const reasons = reasonsOfUndone();
  const count = sumOf(reasons.map((reason) => reason.count));
  const [first] = reasons;
  const left = figures.results.bridge.find(({ key }) => key === 'unspent')?.amount;
  return [
    sentence('storyUndone', leads(counted('worksFound', count), () => openUndone()),
      leads(write.shortAmount(sumOf(reasons.map(({ cost }) => cost))), () => openUndone())),
    sentence(first.count === count ? 'storyWhyAll' : 'storyWhyMost',
      leads(t(`why-${first.reason}`), () => openUndone(first.reason))),
    sentence('storyRisk', figures.to, write.shortAmount(sumOf(reasons.map(({ risk }) => risk)))),
    left > 0.5 ? sentence('storyLeft', leads(write.shortAmount(left), () => openPage('programme', 'accounts'))) : '',
  ];
}

/** How much of the main figures rests on assumptions. */
function restsStory() {
  const find = (figure) => figures.reliance.find((row) => row.figure === figure && row.total !== 0);
  const [cost, saved] = [figures.reliance.find(({ stage }) => stage === 'due'), find('saved')];
  if (cost?.share === undefined) return [];
  const share = (row) => leads(write.percent(Math.min(1, row.share)), () => openPage('brings', 'rests'));
  return [
    sentence('storyRests', share(cost)),
    saved?.share === undefined ? '' : sentence('storyRestsSaved', share(saved)),
    sentence('storyPrices', figures.priceYear),
  ];
}

/** How neighbourhoods differ, and what suits most of them. */
function areasStory() {
  const { areaTypes, neighbourhoods, packages } = figures;
  const suited = packages.map((_, index) => ({ index, count: suitedBy(index).length }))
    .reduce((best, next) => (next.count > (best?.count ?? 0) ? next : best), null);
  const groups = [...areaTypes].sort((a, b) => b.members.length - a.members.length);
  return [
    areaTypes.length > 1 ? sentence('storyTypes', leads(t('typesFound', write.number(areaTypes.length)),
      () => openPage('areas', 'types'))) : '',
    ...(areaTypes.length > 1 ? [groups[0], groups.at(-1)].map((group) => sentence('storyType', foreign(group.name),
      listed(group.members.slice(0, 3).map(placeLink)))) : []),
    suited && neighbourhoods.length > 1 ? sentence('storyPackage', leads(packages[suited.index].name,
      () => openPackage(suited.index)), write.number(suited.count), write.number(neighbourhoods.length)) : '',
  ];
}
