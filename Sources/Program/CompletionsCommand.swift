import CommandLineKit

/// `einthoven completions`: prints a script that completes commands in a shell.
enum CompletionsCommand {
  private static let shell = Argument("SHELL", ValueKind<Shell>.choice, "bash, zsh or fish")

  static let command: Command = Command(
    "completions", "print a script that completes commands in a shell",
    examples: [
      .init("eval \"$(einthoven completions bash)\"", "in ~/.bashrc"),
      .init("eval \"$(einthoven completions zsh)\"", "in ~/.zshrc, after compinit"),
      .init("einthoven completions fish | source", "in ~/.config/fish/config.fish"),
    ],
    arguments: [shell]
  ) { call in
    call.console.print(call[shell].completions(for: Main.root))
    return .success
  }
}
