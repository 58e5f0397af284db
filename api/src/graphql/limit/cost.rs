//! What an operation may cost: each field counts once for every item that the lists around it may hold.

use std::collections::BTreeMap;

use async_graphql::{
    Name, Value as ConstValue, Variables,
    parser::types::{ExecutableDocument, Field, FragmentDefinition, Selection, SelectionSet},
};

/// How many items a list has when a query does not say, and how many it has at most.
const FIRST_DEFAULT: u64 = 20;
const FIRST_MAX: u64 = 100;
/// How many things a mutation about many has at most.
const MANY_MAX: u64 = 500;

/// What costs more than a field: the state of an aggregate is folded from all of its events.
const DEAR: [(&str, u64); 1] = [("stateChange", 200)];

/// What a selection set asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Cost {
    /// How deep selections nest, fragments unfolded.
    pub(crate) depth: usize,
    /// How many fields there are at its root.
    pub(crate) root_fields: usize,
    /// How many fields may be resolved in all, what is listed counted once.
    pub(crate) total: u64,
    /// The part of the total that a connection repeats for each of its items.
    pub(crate) listed: u64,
    /// How often lists of a schema nest in one another.
    pub(crate) introspection_depth: usize,
}

/// How many selections a document holds, each written once.
pub(crate) fn selections(document: &ExecutableDocument) -> usize {
    count(document, |_| 1)
}

/// How many moments a document asks about at most: the latest, and one for every `asOf`.
pub(crate) fn moments(document: &ExecutableDocument) -> usize {
    count(document, |selection| match selection {
        Selection::Field(field) => usize::from(field.node.get_argument("asOf").is_some()),
        Selection::FragmentSpread(_) | Selection::InlineFragment(_) => 0,
    })
    .saturating_add(1)
}

/// The sum over all selections of a document, each taken once.
fn count(document: &ExecutableDocument, of: impl Fn(&Selection) -> usize + Copy) -> usize {
    fn within(set: &SelectionSet, of: impl Fn(&Selection) -> usize + Copy) -> usize {
        set.items.iter().fold(0, |sum, item| {
            let below = match &item.node {
                Selection::Field(field) => within(&field.node.selection_set.node, of),
                Selection::InlineFragment(fragment) => {
                    within(&fragment.node.selection_set.node, of)
                }
                Selection::FragmentSpread(_) => 0,
            };
            sum + of(&item.node) + below
        })
    }
    let operations = document
        .operations
        .iter()
        .map(|(_, operation)| &operation.node.selection_set);
    let fragments = document
        .fragments
        .values()
        .map(|fragment| &fragment.node.selection_set);
    operations
        .chain(fragments)
        .map(|set| within(&set.node, of))
        .sum()
}

/// The cost of each operation of a document. A fragment that spreads itself costs nothing here: validation
/// refuses it.
pub(crate) fn operations(document: &ExecutableDocument, variables: &Variables) -> Vec<Cost> {
    let mut walk = Walk {
        document,
        variables,
        known: BTreeMap::new(),
    };
    document
        .operations
        .iter()
        .map(|(_, operation)| walk.selection_set(&operation.node.selection_set.node))
        .collect()
}

struct Walk<'a> {
    document: &'a ExecutableDocument,
    variables: &'a Variables,
    /// What each fragment costs, or nothing while it is being counted.
    known: BTreeMap<&'a Name, Option<Cost>>,
}

impl<'a> Walk<'a> {
    fn selection_set(&mut self, set: &'a SelectionSet) -> Cost {
        set.items.iter().fold(Cost::default(), |cost, item| {
            let of_item = match &item.node {
                Selection::Field(field) => self.field(&field.node),
                Selection::InlineFragment(fragment) => {
                    self.selection_set(&fragment.node.selection_set.node)
                }
                Selection::FragmentSpread(spread) => self.fragment(&spread.node.fragment_name.node),
            };
            Cost {
                depth: cost.depth.max(of_item.depth),
                root_fields: cost.root_fields.saturating_add(of_item.root_fields),
                total: cost.total.saturating_add(of_item.total),
                listed: cost.listed.saturating_add(of_item.listed),
                introspection_depth: cost.introspection_depth.max(of_item.introspection_depth),
            }
        })
    }

    fn field(&mut self, field: &'a Field) -> Cost {
        let below = self.selection_set(&field.selection_set.node);
        let name = field.name.node.as_str();
        // The lists that lead from a type to further types, as in a schema that is asked about itself.
        let leads_on = ["fields", "inputFields", "interfaces", "possibleTypes"].contains(&name);
        let dear = DEAR.iter().find(|(dear, _)| *dear == name);
        let own = dear.map_or(1, |(_, cost)| *cost);
        let once = below.total.saturating_sub(below.listed).saturating_add(own);
        let total = once.saturating_add(below.listed.saturating_mul(self.first(field)));
        let is_list = ["nodes", "edges", "results"].contains(&name);
        Cost {
            depth: below.depth.saturating_add(1),
            root_fields: 1,
            total,
            listed: if is_list { total } else { 0 },
            introspection_depth: below.introspection_depth + usize::from(leads_on),
        }
    }

    fn fragment(&mut self, name: &'a Name) -> Cost {
        let Some(fragment): Option<&'a FragmentDefinition> = self
            .document
            .fragments
            .get(name)
            .map(|fragment| &fragment.node)
        else {
            return Cost::default();
        };
        if let Some(known) = self.known.get(name) {
            return known.unwrap_or_default();
        }
        self.known.insert(name, None);
        let cost = self.selection_set(&fragment.selection_set.node);
        self.known.insert(name, Some(cost));
        cost
    }

    /// How many items a connection may hold: what `first` or `last` says, or the usual number.
    fn first(&self, field: &Field) -> u64 {
        let said = field.get_argument("first");
        let first = said
            .or_else(|| field.get_argument("last"))
            .and_then(|first| {
                let variable = |name| self.variables.get(&name).cloned().ok_or(());
                match first.node.clone().into_const_with(variable) {
                    Ok(ConstValue::Number(number)) => number.as_u64(),
                    Ok(_) | Err(()) => None,
                }
            });
        // A mutation about many things answers for each.
        let unsaid = if field.name.node.as_str().ends_with("Many") {
            MANY_MAX
        } else {
            FIRST_DEFAULT
        };
        first.map_or(unsaid, |first| first.clamp(1, FIRST_MAX))
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::parser::parse_query;

    use super::*;

    fn cost(query: &str) -> Cost {
        let document = parse_query(query).unwrap();
        operations(&document, &Variables::default())[0]
    }

    #[test]
    fn a_list_costs_its_fields_times_its_items() {
        assert_eq!(cost("{ a { b c } }").total, 3);
        assert_eq!(cost("{ a(first: 10) { nodes { b c } } }").total, 1 + 10 * 3);
        assert_eq!(
            cost("{ a { nodes { b } pageInfo { c } } }").total,
            1 + 20 * 2 + 2
        );
        assert_eq!(
            cost("{ aMany { results { b } done } }").total,
            1 + 500 * 2 + 1
        );
        assert_eq!(cost("{ a(last: 3) { nodes { b } } }").total, 1 + 3 * 2);
        assert_eq!(
            cost("{ a(last: 3) { nodes { stateChange { b } } } }").total,
            1 + 3 * (1 + 200 + 1)
        );
        let nested = "{ a(first: 100) { nodes { b(first: 100) { nodes { c } } } } }";
        assert_eq!(cost(nested).total, 1 + 100 * (1 + 1 + 100 * 2));
    }

    #[test]
    fn a_fragment_costs_what_it_stands_for_each_time_it_is_spread() {
        let spread =
            "{ a(first: 5) { ...F } } fragment F on X { nodes { b ...G } } fragment G on Y { c d }";
        assert_eq!(cost(spread).total, 1 + 5 * 4);
        assert_eq!(cost(spread).depth, 3);
    }

    #[test]
    fn fragments_that_double_one_another_are_counted_without_unfolding_them() {
        let doubling = (0..60).map(|level| {
            let next = level + 1;
            format!(" fragment F{level} on Q {{ ...F{next} ...F{next} }}")
        });
        let mut query: String = ["{ ...F0 }".to_owned()]
            .into_iter()
            .chain(doubling)
            .collect();
        query.push_str(" fragment F60 on Q { a }");
        assert_eq!(cost(&query).total, 1 << 60);
    }

    #[test]
    fn a_fragment_that_spreads_itself_is_left_to_validation() {
        assert_eq!(cost("{ ...F } fragment F on Q { a { ...F } }").total, 1);
    }
}
