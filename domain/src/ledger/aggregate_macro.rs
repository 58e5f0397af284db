//! The one shim between a pure decision and the framework's asynchronous trait.

/// Implements [`cqrs_es::Aggregate`] over `decide(&self, &Command) -> Result<Vec<Event>, Error>` and
/// `evolve(&mut self, &Event)`.
macro_rules! aggregate {
    ($state:ident, $command:ident, $event:ident, $error:ident) => {
        impl cqrs_es::Aggregate for $state {
            const TYPE: &'static str = stringify!($state);
            type Command = $command;
            type Event = $event;
            type Error = $error;
            type Services = ();

            async fn handle(
                &mut self,
                command: Self::Command,
                (): &Self::Services,
                sink: &cqrs_es::event_sink::EventSink<Self>,
            ) -> Result<(), Self::Error> {
                for event in self.decide(&command)? {
                    sink.write(event, self).await;
                }
                Ok(())
            }

            fn apply(&mut self, event: Self::Event) {
                self.evolve(&event);
            }
        }
    };
}

pub(crate) use aggregate;
